/** The list of recordings: what is being worked on, what has been heard, newest first. */
import { byId, make } from './dom.js';
import { onLanguage, text } from './language.js';
import { unfinished } from './recordings.js';
import { clock } from './time.js';
import { view } from './view.js';

export class Tray {
  #recordings;
  #current;
  #items = new Map();

  /** @param onChoose told which recording the reader wants to see */
  constructor(recordings, onChoose) {
    this.#recordings = recordings;
    this.onChoose = onChoose;
    recordings.addEventListener('change', ({ detail }) => (detail ? this.#update(detail) : this.#draw()));
    view.addEventListener('change', () => this.#draw());
    onLanguage(() => this.#draw());
  }

  set current(recording) {
    this.#current = recording;
    this.#draw();
  }

  #draw() {
    this.#items = new Map(this.#recordings.all.map((recording) => [recording.id, this.#item(recording)]));
    byId('tray').replaceChildren(...this.#items.values());
  }

  #update(recording) {
    const item = this.#item(recording);
    const focused = this.#items.get(recording.id)?.contains(document.activeElement);
    this.#items.get(recording.id)?.replaceWith(item);
    this.#items.set(recording.id, item);
    if (focused) item.firstChild.focus();
  }

  #item(recording) {
    const button = make('button', { type: 'button', className: 'item', onclick: () => this.onChoose(recording) },
      make('span', { className: 'name', textContent: recording.name }),
      make('span', { className: 'what', textContent: stateText(recording) }),
      recording.url ? make('img', { src: recording.url, alt: '' }) : null);
    if (recording === this.#current) button.setAttribute('aria-current', 'true');
    return make('li', {}, button, unfinished(recording) ? progress(recording) : null);
  }
}

function progress(recording) {
  const known = recording.state === 'sending' ? { value: recording.part } : {};
  return make('progress', { max: 1, 'aria-label': recording.name, ...known });
}

/** In a few words: how far the work is, or what was heard. */
export function stateText({ state, part = 0, heard = 0, answer }) {
  if (state === 'sending') return text('sending', { percent: Math.round(100 * part) });
  if (state === 'listening' && heard > 0) return text('listening-to', { time: clock(heard) });
  if (state !== 'done') return text(state);
  const best = answer.tags.filter((tag) => tag.score >= view.threshold).slice(0, 3);
  return best.map((tag) => tag.label).join(', ') || text('nothing');
}
