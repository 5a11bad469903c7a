/**
 * The recordings of this visit and the results of earlier ones, and the work on them, one after the other.
 *
 * A recording is {id, name, when, file?, state, part?, heard?, answer?, picture?, url?, refusal?}: `url` is the picture's, for as
 * long as the page is open. Its state is waiting, sending, listening, done, cancelled or failed.
 */
import { refined } from './events.js';
import { forget, keep, recents } from './recents.js';
import { pictureOf, Refusal, tagsOf, timesOf } from './service.js';

/** Short windows are eight times as many; where the whole is hours, ten seconds are fine enough. */
const MOST_SECONDS_TO_REFINE = 600;

export class Recordings extends EventTarget {
  #all = [];
  #queue = [];
  #working = false;
  #facts;

  /** @param facts of the service, or a promise of them: how large a recording may be */
  constructor(facts) {
    super();
    this.#facts = facts;
  }

  get all() {
    return this.#all;
  }

  async loadRecents() {
    this.#all.push(...(await recents()).map((result) => ({ ...result, ...shown(result.picture), state: 'done' })));
    this.#changed();
  }

  /** Takes files in; the first of them is the one to look at. */
  add(files) {
    const added = Array.from(files, (file) => ({ id: newId(), name: file.name, when: Date.now(), file, state: 'waiting' }));
    this.#all.unshift(...added);
    this.#changed();
    this.#work(added);
    return added[0];
  }

  cancel(recording) {
    recording.controller?.abort();
    this.#change(recording, { state: 'cancelled' });
  }

  again(recording) {
    this.#change(recording, { state: 'waiting', refusal: undefined, picture: undefined });
    this.#work([recording]);
  }

  async forget() {
    this.#all.filter(unfinished).forEach((recording) => this.cancel(recording));
    this.#all.forEach(({ url }) => url && URL.revokeObjectURL(url));
    this.#all = [];
    this.#changed();
    await forget().catch(() => {});
  }

  async #work(more) {
    this.#queue.push(...more);
    if (this.#working) return;
    this.#working = true;
    while (this.#queue.length > 0) {
      const next = this.#queue.shift();
      if (next.state === 'waiting') await this.#listenTo(next);
    }
    this.#working = false;
  }

  async #listenTo(recording) {
    const controller = new AbortController();
    const { signal } = controller;
    this.#change(recording, { state: 'sending', part: 0, heard: 0, controller });
    try {
      await this.#refuseTooLarge(recording.file);
      const drawn = this.#draw(recording, signal);
      const answer = await tagsOf(recording.file, {
        signal,
        onSent: (part) => this.#sent(recording, part),
        onHeard: (heard) => this.#change(recording, { heard }),
      });
      await drawn;
      this.#change(recording, { state: 'done', answer });
      await this.#keep(recording);
      await this.#refine(recording, signal);
    } catch (refusal) {
      controller.abort();
      if (recording.state !== 'cancelled') this.#change(recording, { state: 'failed', refusal });
    }
  }

  /** Finer times come after the tags; where they do not come, the coarse ones stand. */
  async #refine(recording, signal) {
    if (recording.answer.input.duration_s > MOST_SECONDS_TO_REFINE) return;
    const finer = await timesOf(recording.file, { signal }).catch(() => undefined);
    if (!finer) return;
    this.#change(recording, { answer: refined(recording.answer, finer) });
    await this.#keep(recording);
  }

  /** A browser that keeps nothing still shows everything. */
  async #keep(recording) {
    if (this.#all.includes(recording)) await keep(recording).catch(() => {});
  }

  /** The service would close the connection in the middle, and a browser does not show what it said. */
  async #refuseTooLarge(file) {
    const { max_upload_bytes: most } = await this.#facts;
    if (file.size > most) throw new Refusal('too-large');
    if (file.size === 0) throw new Refusal('empty-body');
  }

  #sent(recording, part) {
    if (recording.state !== 'cancelled') this.#change(recording, { part, state: part < 1 ? 'sending' : 'listening' });
  }

  /** The picture comes on its own, mostly before the words; without it the words still stand. */
  async #draw(recording, signal) {
    const picture = await pictureOf(recording.file, { signal }).catch(() => undefined);
    if (picture) this.#change(recording, { picture, ...shown(picture) });
  }

  #change(recording, facts) {
    Object.assign(recording, facts);
    this.dispatchEvent(new CustomEvent('change', { detail: recording }));
  }

  #changed() {
    this.dispatchEvent(new CustomEvent('change', {}));
  }
}

const shown = (picture) => (picture ? { url: URL.createObjectURL(picture) } : {});

export const unfinished = ({ state }) => ['waiting', 'sending', 'listening'].includes(state);

/** Not crypto.randomUUID, which browsers keep from pages on plain http. */
const newId = () => `${Date.now()}-${Math.random().toString(36).slice(2)}`;
