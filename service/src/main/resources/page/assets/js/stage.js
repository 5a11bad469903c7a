/** One recording, large: its picture, its sound, its tags, and what can be done with them. */
import { announce, byId, make } from './dom.js';
import { chosen } from './events.js';
import { curlOf, exportsOf, save } from './exports.js';
import { hasText, number, onLanguage, text } from './language.js';
import { showLabel } from './ontology.js';
import { loudnessOf } from './picture.js';
import { openPlayer } from './player.js';
import { unfinished } from './recordings.js';
import { useKey } from './service.js';
import { Sheet } from './sheet.js';
import { clock } from './time.js';
import { stateText } from './tray.js';
import { view } from './view.js';

export class Stage {
  #element = byId('stage');
  #recordings;
  #facts;
  #recording;
  #sheet;
  #player;
  #drawn;
  #parts;

  /** @param facts of the service: its front end and its limits */
  constructor(recordings, facts) {
    this.#recordings = recordings;
    this.#facts = facts;
    recordings.addEventListener('change', ({ detail }) => detail && detail === this.#recording && this.#update());
    view.addEventListener('change', () => this.#drawTags());
    onLanguage(() => this.#recording && this.show(this.#recording));
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.#escape());
  }

  /** A dialog that is open is what Escape closes. */
  #escape() {
    if (this.#recording && unfinished(this.#recording) && !document.querySelector('dialog[open]')) this.#recordings.cancel(this.#recording);
  }

  show(recording) {
    this.#clear();
    this.#recording = recording;
    this.#sheet = new Sheet(this.#facts.front_end);
    this.#parts = {
      head: make('div', { className: 'stage-head' }),
      working: make('div'),
      keys: make('p', { className: 'hint' }),
      below: make('p', { className: 'below' }),
      knobs: make('div', { className: 'knobs', hidden: true }),
      take: make('div', { className: 'take', hidden: true }),
    };
    const { head, working, keys, below, knobs, take } = this.#parts;
    this.#element.replaceChildren(head, working, this.#sheet.element, keys, below, knobs, take);
    this.#update();
  }

  #clear() {
    this.#player?.close();
    this.#player = undefined;
    this.#drawn = undefined;
  }

  #update() {
    const recording = this.#recording;
    this.#drawHead(recording);
    this.#drawWork(recording);
    this.#sheet.element.hidden = !recording.answer && !recording.url;
    const drawn = `${Boolean(recording.answer)} ${recording.url}`;
    if (drawn === this.#drawn) return this.#drawTags();
    this.#drawn = drawn;
    this.#sheet.show(recording.answer?.input.duration_s, recording.url);
    if (recording.answer) this.#showAnswer(recording);
  }

  #drawHead({ name, answer }) {
    this.#parts.head.replaceChildren(
      make('h2', { id: 'stage-title', textContent: name }),
      make('p', { className: 'facts', textContent: answer ? factsText(answer.input) : '' }),
      answer ? warnings(answer.input) : '');
  }

  #drawWork(recording) {
    const working = unfinished(recording);
    this.#parts.working.className = working ? 'working' : '';
    this.#parts.working.replaceChildren(...(working ? this.#progress(recording) : []), ...(recording.refusal ? [this.#failure(recording)] : []),
      ...(recording.state === 'cancelled' ? [this.#againButton(recording)] : []));
  }

  #progress(recording) {
    const known = recording.state === 'sending' ? { value: recording.part } : {};
    return [
      make('span', { textContent: stateText(recording) }),
      make('progress', { max: 1, 'aria-label': stateText(recording), ...known }),
      make('button', { type: 'button', textContent: text('cancel'), onclick: () => this.#recordings.cancel(recording) }),
    ];
  }

  #failure(recording) {
    const { name, message } = recording.refusal;
    const key = hasText(`error-${name}`) ? `error-${name}` : 'error-other';
    const limit = `${Math.floor(this.#facts.max_upload_bytes / 2 ** 20)} MB`;
    return make('div', { className: 'failure', role: 'alert' },
      make('p', {}, make('strong', { textContent: text(key, { limit }) })),
      message ? make('p', { textContent: message, lang: 'en' }) : '',
      asksForKey(recording) ? this.#keyForm(recording) : this.#againButton(recording));
  }

  /** For services that ask who is there. The field has no name: nothing fills it in, and nothing carries it off. */
  #keyForm(recording) {
    const input = make('input', { type: 'password', autocomplete: 'off', required: true });
    const again = (event) => {
      event.preventDefault();
      useKey(input.value.trim());
      this.#recordings.all.filter(asksForKey).forEach((refused) => this.#recordings.again(refused));
    };
    return make('form', { className: 'key', onsubmit: again },
      make('label', {}, text('key'), ' ', input),
      recording.file ? make('button', { textContent: text('again') }) : '');
  }

  #againButton(recording) {
    return recording.file
      ? make('button', { type: 'button', textContent: text('again'), onclick: () => this.#recordings.again(recording) })
      : '';
  }

  #showAnswer(recording) {
    this.#drawTags();
    this.#drawKnobs();
    this.#drawTake();
    this.#sayOnce(recording);
    this.#openPlayer(recording);
  }

  #sayOnce(recording) {
    if (!recording.said) announce(`${recording.name}: ${stateText(recording)}`);
    recording.said = true;
  }

  async #openPlayer(recording) {
    const sheet = this.#sheet;
    const loudness = recording.picture ? await loudnessOf(recording.picture) : [0];
    const player = await openPlayer(sheet.wave, recording.file, recording.answer.input.duration_s, loudness);
    if (sheet !== this.#sheet) return player.close(); // the reader has gone on to another one
    this.#player = player;
    sheet.player = player;
    this.#drawTransport(recording);
  }

  #drawTransport(recording) {
    const player = this.#player;
    const button = make('button', { type: 'button', className: 'primary play', disabled: !player.playable, onclick: () => player.toggle() });
    const time = make('output', { textContent: player.text });
    const name = () => (button.textContent = player.playing ? `❚❚ ${text('pause')}` : `▶ ${text('play')}`);
    ['play', 'pause', 'finish'].forEach((event) => player.on(event, name));
    player.on('timeupdate', () => (time.textContent = player.text));
    name();
    const why = player.playable ? 'keys' : recording.file ? 'not-playable' : 'not-kept';
    this.#parts.keys.textContent = text(why);
    this.#sheet.transport.replaceChildren(button, this.#zoomButtons(), time);
  }

  #zoomButtons() {
    return make('span', { className: 'zoom', role: 'group', 'aria-label': text('zoom') },
      make('button', { type: 'button', textContent: '−', 'aria-label': text('zoom-out'), onclick: () => this.#sheet.zoomOut() }),
      make('button', { type: 'button', textContent: '+', 'aria-label': text('zoom-in'), onclick: () => this.#sheet.zoomIn() }));
  }

  #drawTags() {
    const answer = this.#recording?.answer;
    if (!answer) return;
    const tags = chosen(answer, view);
    this.#sheet.drawLanes(tags, view.threshold, (tag) => showLabel(tag));
    const below = answer.tags.filter((tag) => tag.score < view.threshold).slice(0, tags.length ? 4 : 6);
    this.#parts.below.textContent = below.length
      ? text('below', { tags: below.map((tag) => `${tag.label} ${number(tag.score)}`).join(' · ') })
      : '';
  }

  #drawKnobs() {
    this.#parts.knobs.hidden = false;
    this.#parts.knobs.replaceChildren(
      knob('threshold', { min: 0.01, max: 0.99, step: 0.01, value: view.threshold }, number, (threshold) => view.set({ threshold })),
      knob('most', { min: 1, max: 50, step: 1, value: view.most }, String, (most) => view.set({ most })));
  }

  #drawTake() {
    const { name, answer } = this.#recording;
    const buttons = Object.entries(exportsOf).map(([format, { write, ending, type }]) =>
      make('button', {
        type: 'button',
        textContent: format,
        'aria-label': text('export', { format }),
        onclick: () => save(write(name, answer, chosen(answer, view)), name, ending, type),
      }));
    const curl = make('button', { type: 'button', textContent: text('copy-curl'), onclick: () => copy(curl, curlOf(name, view)) });
    this.#parts.take.hidden = false;
    this.#parts.take.replaceChildren(make('span', { textContent: text('take') }), ...buttons, curl);
  }
}

const asksForKey = ({ refusal }) => ['unauthenticated', 'forbidden'].includes(refusal?.name);

function factsText({ duration_s: seconds, codec, sample_rate: rate, channels }) {
  const several = channels > 2 ? text('facts-channels-n', { n: channels }) : text(`facts-channels-${channels}`);
  return [clock(seconds, 1), codec.replace(/^pcm_.*/, 'PCM'), `${number(rate / 1000, rate % 1000 ? 1 : 0)} kHz`, several].join(' · ');
}

/** What the service noticed about the recording that makes its tags worth less. */
function warnings(input) {
  const noticed = [
    input.clipped_percent >= 1 && text('warn-clipped', { percent: number(input.clipped_percent, 0) }),
    input.silent_percent >= 50 && text('warn-silent', { percent: number(input.silent_percent, 0) }),
    input.truncated && text('warn-truncated'),
    input.corrupt && text('warn-corrupt'),
    ...(input.warnings ?? []),
  ].filter(Boolean);
  return noticed.length ? make('ul', { className: 'warnings' }, ...noticed.map((warning) => make('li', { textContent: warning }))) : '';
}

function knob(key, range, written, onInput) {
  const output = make('output', { textContent: written(range.value) });
  const input = make('input', { type: 'range', ...range, id: `knob-${key}` });
  input.value = range.value;
  input.addEventListener('input', () => {
    output.textContent = written(Number(input.value));
    onInput(Number(input.value));
  });
  return make('label', { htmlFor: input.id }, make('span', { textContent: text(key) }), output, input);
}

async function copy(button, line) {
  try {
    await navigator.clipboard.writeText(line);
    button.textContent = text('copied');
    announce(text('copied'));
  } catch {
    window.prompt(text('copy-curl'), line); // pages on plain http have no clipboard
  }
}
