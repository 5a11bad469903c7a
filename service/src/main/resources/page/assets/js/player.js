/** Plays a recording and draws its waveform, by wavesurfer.js. */
import { clock } from './time.js';

/** Longer ones are not decoded in the browser, where an hour takes a gigabyte: their waveform comes from the picture. */
const MOST_SECONDS_TO_DECODE = 600;

const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);

/**
 * Shows `file` in `container`.
 *
 * @param seconds how long the service found it to be
 * @param loudness of the picture's columns, 0 to 1, for what the browser cannot or should not decode
 * @returns a promise of the player; its `playable` is false where the browser does not know the format
 */
export async function openPlayer(container, file, seconds, loudness) {
  const { default: WaveSurfer } = await import('../vendor/wavesurfer/wavesurfer.esm.js');
  const surfer = WaveSurfer.create({
    container,
    height: 64,
    hideScrollbar: true,
    cursorWidth: 0,
    sampleRate: 16000,
    waveColor: style('--wave'),
    progressColor: style('--wave-played'),
  });
  const playable = await load(surfer, file, seconds, loudness);
  return new Player(surfer, seconds, playable);
}

async function load(surfer, file, seconds, loudness) {
  if (!file) {
    await surfer.load('', [loudness], seconds).catch(() => {});
    return false;
  }
  const cannot = new Promise((resolve) => surfer.once('error', () => resolve(false)));
  const drawn = seconds > MOST_SECONDS_TO_DECODE ? surfer.loadBlob(file, [loudness], seconds) : surfer.loadBlob(file);
  const playable = await Promise.race([drawn.then(() => true, () => false), cannot]);
  if (!playable) await surfer.load('', [loudness], seconds).catch(() => {});
  return playable;
}

export class Player {
  #surfer;
  #stopAt = Infinity;
  /** Where a pause or a seek left it: a media element asked for two seeks in a row may still tell the first one's time. */
  #restsAt = 0;

  constructor(surfer, seconds, playable) {
    this.#surfer = surfer;
    this.seconds = seconds;
    this.playable = playable;
    surfer.on('timeupdate', (now) => this.#moved(now));
    surfer.on('pause', () => (this.#restsAt = surfer.getCurrentTime()));
    surfer.on('interaction', (time) => (this.#restsAt = time));
  }

  #moved(now) {
    if (this.playing) this.#restsAt = this.#surfer.getCurrentTime();
    if (now >= this.#stopAt) this.pause();
  }

  get now() {
    return Math.min(this.playing ? this.#surfer.getCurrentTime() : this.#restsAt, this.seconds);
  }

  get playing() {
    return this.#surfer.isPlaying();
  }

  get text() {
    return `${clock(this.now, 1)} / ${clock(this.seconds, 1)}`;
  }

  on(event, listener) {
    this.#surfer.on(event, listener);
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Plays from where it is, or just one part. */
  play(from, to = Infinity) {
    if (!this.playable) return;
    this.#stopAt = to;
    if (from !== undefined) this.#surfer.setTime(from);
    this.#surfer.play();
  }

  pause() {
    this.#stopAt = Infinity;
    this.#restsAt = this.#surfer.getCurrentTime();
    this.#surfer.pause();
  }

  seek(time) {
    this.#stopAt = Infinity;
    this.#restsAt = Math.max(0, Math.min(time, this.seconds));
    this.#surfer.setTime(this.#restsAt);
  }

  close() {
    this.#surfer.destroy();
  }
}
