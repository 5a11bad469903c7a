/**
 * Everything that has a place in time, on one sheet: waveform, spectrogram, a lane for each tag.
 *
 * The sheet scrolls as a whole and its width is the zoom, so that nothing needs to be kept in step.
 */
import { make } from './dom.js';
import { number, text } from './language.js';
import { clock, tickText, timeTicks } from './time.js';

const MOST_ZOOM = 64;
const STEP_SECONDS = 1;

export class Sheet {
  #zoom = 1;
  #seconds;
  #player;

  /** @param frontEnd of the service: at which frequencies the picture has its ticks */
  constructor(frontEnd) {
    this.transport = make('div', { className: 'left transport' });
    this.wave = make('div', { className: 'right wave' });
    this.picture = make('div', {
      className: 'right picture', tabIndex: 0, role: 'slider', 'aria-label': text('position'), 'aria-valuemin': '0',
    });
    this.times = make('div', { className: 'right times', 'aria-hidden': 'true' });
    this.lanes = [];
    this.cursor = make('div', { className: 'cursor', hidden: true });
    this.sheet = make('div', { className: 'sheet' },
      this.transport, this.wave, frequencies(frontEnd), this.picture, make('div', { className: 'left empty' }), this.times, this.cursor);
    this.element = make('div', { className: 'score' }, this.sheet);
    new ResizeObserver(() => this.#fit()).observe(this.element);
    this.picture.addEventListener('keydown', (event) => this.#key(event));
    this.picture.addEventListener('pointerdown', (event) => this.#point(event));
  }

  /**
   * @param seconds nothing as long as only the picture is known
   * @param url of the picture, or nothing where there is none
   */
  show(seconds, url) {
    if (url) this.picture.replaceChildren(make('img', { src: url, alt: text('picture') }));
    if (!seconds) return;
    this.#seconds = seconds;
    this.picture.setAttribute('aria-valuemax', String(seconds));
    this.#position(0);
    this.#fit();
  }

  set player(player) {
    this.#player = player;
    player.on('timeupdate', () => this.#position(player.now));
    player.on('play', () => this.#mark());
    player.on('pause', () => this.#mark());
    this.cursor.hidden = false;
    this.#position(0);
  }

  /** @param tags with their events, as the reader wants to see them */
  drawLanes(tags, threshold, onLabel) {
    this.lanes.forEach((row) => row.remove());
    this.lanes = tags.flatMap((tag) => [this.#words(tag, threshold, onLabel), this.#lane(tag)]);
    this.sheet.append(...this.lanes);
  }

  zoomIn() {
    this.#zoomTo(this.#zoom * 2);
  }

  zoomOut() {
    this.#zoomTo(this.#zoom / 2);
  }

  /** The middle of what is seen, or the cursor if it is seen, stays where it is. */
  #zoomTo(zoom) {
    const before = this.#zoom;
    this.#zoom = Math.max(1, Math.min(zoom, MOST_ZOOM));
    const middle = this.element.scrollLeft + this.#seen() / 2;
    this.#fit();
    this.element.scrollLeft = (middle * this.#zoom) / before - this.#seen() / 2;
  }

  #seen() {
    return this.element.clientWidth - this.#gutter();
  }

  #gutter() {
    return this.picture.offsetLeft;
  }

  #fit() {
    this.element.style.setProperty('--seen', `${this.element.clientWidth}px`);
    this.sheet.style.width = this.#zoom === 1 ? '100%' : `${this.#gutter() + this.#seen() * this.#zoom}px`;
    if (this.#seconds) this.#drawTimes();
  }

  #drawTimes() {
    const ticks = timeTicks(this.#seconds, this.picture.clientWidth);
    this.times.replaceChildren(...ticks
      .filter((time) => time < this.#seconds * 0.985)
      .map((time) => make('span', { textContent: tickText(time, this.#seconds), style: { left: this.#place(time) } })));
    this.#position(this.#player?.now ?? 0);
  }

  #place(time) {
    return `${(100 * time) / this.#seconds}%`;
  }

  #position(now) {
    this.cursor.style.left = `${this.#gutter() + (now / this.#seconds) * this.picture.clientWidth}px`;
    this.picture.setAttribute('aria-valuenow', now.toFixed(1));
    this.picture.setAttribute('aria-valuetext', text('position-at', { now: clock(now, 1), all: clock(this.#seconds, 1) }));
    if (this.#player?.playing) this.#follow();
  }

  /** While it plays, the cursor does not leave the screen. */
  #follow() {
    const x = this.cursor.offsetLeft - this.#gutter() - this.element.scrollLeft;
    if (x < 0 || x > this.#seen()) this.element.scrollLeft += x - this.#seen() * 0.1;
  }

  #words(tag, threshold, onLabel) {
    return make('div', { className: 'left tag' },
      make('div', { className: 'words' },
        make('button', { type: 'button', className: 'label', textContent: tag.label, 'aria-haspopup': 'dialog', onclick: () => onLabel(tag) }),
        tag.supported === false ? make('span', { className: 'thin', title: text('thin-data'), role: 'img', 'aria-label': text('thin-data'), textContent: '?' }) : null,
        make('span', { className: 'number', textContent: number(tag.score), 'aria-label': text('score-of', { score: number(tag.score) }), role: 'img' })),
      make('div', { className: 'bar', 'aria-hidden': 'true' },
        make('i', { style: { width: `${100 * tag.score}%` } }),
        make('b', { style: { left: `${100 * threshold}%` } })));
  }

  #lane(tag) {
    const blocks = tag.events.map((event) => this.#block(tag, event));
    return make('div', { className: 'right lane', role: 'group', 'aria-label': text('lane', { label: tag.label }) }, ...blocks);
  }

  #block(tag, event) {
    const said = { label: tag.label, start: clock(event.start_s, 1), end: clock(event.end_s, 1), score: number(event.score_max) };
    return make('button', {
      type: 'button',
      title: `${said.start}–${said.end} · ${said.score}`,
      'aria-label': text('event', said),
      style: { left: this.#place(event.start_s), width: this.#place(event.end_s - event.start_s), opacity: 0.55 + 0.45 * event.score_max },
      onclick: () => this.#player?.play(event.start_s, event.end_s),
      onpointerenter: () => this.#highlight(event),
      onpointerleave: () => this.#highlight(),
      onfocus: () => this.#highlight(event),
      onblur: () => this.#highlight(),
    });
  }

  /** Shows in the picture which part an event is. */
  #highlight(event) {
    this.picture.querySelector('.heard')?.remove();
    if (event) this.picture.append(make('div', { className: 'heard', style: { left: this.#place(event.start_s), width: this.#place(event.end_s - event.start_s) } }));
  }

  #mark() {
    this.element.classList.toggle('playing', this.#player.playing);
  }

  #point(event) {
    const { left: from, width } = this.picture.getBoundingClientRect();
    this.#player?.seek(((event.clientX - from) / width) * this.#seconds);
  }

  #key(event) {
    const player = this.#player;
    const step = event.shiftKey ? 5 * STEP_SECONDS : STEP_SECONDS;
    const actions = {
      ' ': () => player?.toggle(),
      'ArrowRight': () => player?.seek(player.now + step),
      'ArrowLeft': () => player?.seek(player.now - step),
      'ArrowUp': () => player?.seek(player.now + step),
      'ArrowDown': () => player?.seek(player.now - step),
      'PageUp': () => player?.seek(player.now + 10),
      'PageDown': () => player?.seek(player.now - 10),
      'Home': () => player?.seek(0),
      'End': () => player?.seek(this.#seconds),
      '+': () => this.zoomIn(),
      '=': () => this.zoomIn(),
      '-': () => this.zoomOut(),
    };
    if (!(event.key in actions) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    actions[event.key]();
  }
}

function frequencies(frontEnd) {
  const ticks = frontEnd.ticks.map(({ hz, from_top: top }) => make('span', { textContent: frequencyText(hz), style: { top: `${100 * top}%` } }));
  return make('div', { className: 'left frequencies', 'aria-hidden': 'true' }, ...ticks);
}

const frequencyText = (hz) => (hz < 1000 ? String(hz) : `${hz / 1000}k`);
