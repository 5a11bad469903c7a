/** An answer that comes line by line: windows as they are scored, then a summary or a problem. */
export class StreamedAnswer {
  #windows = [];
  #read = 0;
  #summary;
  #onHeard;
  problem;

  /** @param onHeard told the end of each window, in seconds */
  constructor(onHeard) {
    this.#onHeard = onHeard;
  }

  /** @param text all that has come so far; its last line may be unfinished */
  read(text) {
    const end = text.lastIndexOf('\n') + 1;
    text.slice(this.#read, end).split('\n').filter(Boolean).forEach((line) => this.#take(JSON.parse(line)));
    this.#read = Math.max(this.#read, end);
  }

  #take({ window, summary, problem }) {
    if (window) this.#hear(window);
    if (summary) this.#summary = summary;
    if (problem) this.problem = problem;
  }

  /** Of a window's tags only what differs from window to window: an hour of them is kept. */
  #hear({ start_s, end_s, tags }) {
    this.#windows.push({ start_s, end_s, tags: tags.map(({ id, score }) => ({ id, score })) });
    this.#onHeard(end_s);
  }

  whole() {
    return { ...this.#summary, timeline: { windows: this.#windows } };
  }
}
