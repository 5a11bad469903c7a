/** How the reader wants to see results: the same for all of them, and remembered. */
const STORED = 'otolex-view';
const DEFAULT = { threshold: 0.2, most: 10 };

class View extends EventTarget {
  #chosen = { ...DEFAULT, ...JSON.parse(localStorage.getItem(STORED) ?? '{}') };

  get threshold() {
    return this.#chosen.threshold;
  }

  get most() {
    return this.#chosen.most;
  }

  set(choice) {
    Object.assign(this.#chosen, choice);
    localStorage.setItem(STORED, JSON.stringify(this.#chosen));
    this.dispatchEvent(new Event('change'));
  }
}

export const view = new View();
