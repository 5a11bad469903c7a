/** The service's endpoints, a function for each. What goes wrong is a Refusal with the problem's name. */
import { StreamedAnswer } from './answer.js';

/** Enough tags for every threshold that a reader may choose afterwards. */
const TAG_OPTIONS = 'timeline=true&top_k=50&threshold=0.01';

/** Short windows tell times more finely; the models were trained on the long ones, whose tags are better. */
const SHORT_WINDOWS = '&window=2.5&hop=1.25';

export class Refusal extends Error {
  /** @param name the last part of a problem's type, such as `too-large`; `offline` when nobody answers */
  constructor(name, detail = '') {
    super(detail);
    this.name = name;
  }
}

let key = '';

/** Sent in a header of every request from now on, for services that ask who is there; kept nowhere. */
export function useKey(given) {
  key = given;
}

/**
 * Sends a recording and follows the answer, window by window.
 *
 * @param onSent told the part that has been sent, 0 to 1
 * @param onHeard told the seconds that have been scored
 * @returns a promise of the service's answer with its timeline
 */
export function tagsOf(file, { onSent, onHeard, signal }) {
  return follow(`v1/tags?${TAG_OPTIONS}`, file, { onSent, onHeard, signal });
}

/** The same in short windows, for the times only. */
export function timesOf(file, { signal }) {
  const ignore = () => {};
  return follow(`v1/tags?${TAG_OPTIONS}${SHORT_WINDOWS}`, file, { onSent: ignore, onHeard: ignore, signal });
}

function follow(path, file, { onSent, onHeard, signal }) {
  // XMLHttpRequest, because fetch does not tell how much of a body has been sent
  return new Promise((resolve, reject) => {
    const answer = new StreamedAnswer(onHeard);
    const request = new XMLHttpRequest();
    request.open('POST', path);
    headers().forEach(([name, value]) => request.setRequestHeader(name, value));
    request.setRequestHeader('Accept', 'application/x-ndjson');
    request.upload.onprogress = ({ loaded, total }) => onSent(total ? loaded / total : 0);
    request.upload.onload = () => onSent(1);
    request.onprogress = () => request.status === 200 && answer.read(request.responseText);
    request.onload = () => {
      if (request.status !== 200) return reject(refusal(request.responseText));
      answer.read(request.responseText);
      return answer.problem ? reject(refusalOf(answer.problem)) : resolve(answer.whole());
    };
    request.onerror = () => reject(new Refusal('offline'));
    request.onabort = () => reject(signal.reason);
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

/** The picture of a recording, without axes, as a blob. */
export function pictureOf(file, { signal }) {
  return post('v1/spectrogram.png?axes=false', file, signal).then((response) => response.blob());
}

/** What the page must know of the service: its model, its limits. */
export function facts() {
  return get('assets/facts.json');
}

/** All classes and the groups above them, {id, label, children} by id. Asked for once, if that goes well. */
export function labels() {
  labelsOnce ??= get('v1/labels').then((answer) => new Map(answer.labels.map((each) => [each.id, each])));
  labelsOnce.catch(() => (labelsOnce = undefined));
  return labelsOnce;
}

let labelsOnce;

export function sample(name) {
  return fetch(`assets/samples/${name}`).then((response) => response.blob());
}

function headers() {
  const type = ['Content-Type', 'application/octet-stream'];
  return key ? [type, ['Authorization', `Bearer ${key}`]] : [type];
}

function get(path) {
  return request(path, { headers: Object.fromEntries(headers().slice(1)) }).then((response) => response.json());
}

function post(path, body, signal) {
  return request(path, { method: 'POST', body, signal, headers: Object.fromEntries(headers()) });
}

async function request(path, options) {
  const response = await fetch(path, options).catch((error) => {
    throw error.name === 'AbortError' ? error : new Refusal('offline');
  });
  if (!response.ok) throw refusal(await response.text());
  return response;
}

function refusal(body) {
  try {
    return refusalOf(JSON.parse(body));
  } catch {
    return new Refusal('other'); // a proxy's page
  }
}

const refusalOf = ({ type, detail }) => new Refusal(type.split('/').pop(), detail);
