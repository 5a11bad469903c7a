/** What a reader takes away, in the formats of the service: the tags above the threshold with their events. */
import { saveBlob } from './files.js';

const seconds = (value) => value.toFixed(3);
const score = (value) => value.toFixed(6);

/** Each format writes a text of (file name, answer, chosen tags with events). */
export const exportsOf = {
  JSON: { ending: 'json', type: 'application/json', write: json },
  CSV: { ending: 'csv', type: 'text/csv', write: csv },
  Audacity: { ending: 'txt', type: 'text/plain', write: audacity },
  Raven: { ending: 'selections.txt', type: 'text/tab-separated-values', write: raven },
  WebVTT: { ending: 'vtt', type: 'text/vtt', write: webvtt },
};

export function save(content, name, ending, type) {
  saveBlob(new Blob([content], { type }), `${name.replace(/\.[^.]+$/, '')}.${ending}`);
}

/** A command that asks the service for the same; the file's name is quoted for a shell. */
export function curlOf(name, { threshold, most }) {
  const url = new URL(`v1/tags?timeline=true&threshold=${threshold}&top_k=${most}`, document.baseURI);
  return `curl --data-binary ${quoted(`@${name}`)} -H 'Content-Type: application/octet-stream' ${quoted(url.href)}`;
}

const quoted = (word) => `'${word.replaceAll("'", "'\\''")}'`;

function eventsInOrder(tags) {
  return tags
    .flatMap((tag) => tag.events.map((event) => ({ ...event, tag })))
    .sort((a, b) => a.start_s - b.start_s || b.score_max - a.score_max);
}

/** The service's answer, with the events that are shown. */
function json(name, { timeline, times, ...answer }, tags) {
  const events = eventsInOrder(tags).map(({ tag, ...event }) => ({ ...event, id: tag.id, label: tag.label, index: tag.index }));
  return JSON.stringify({ ...answer, timeline: { ...(times ?? timeline), events } }, null, 2);
}

function csv(name, answer, tags) {
  const rows = eventsInOrder(tags).map(({ start_s, end_s, tag, score_max }) =>
    [seconds(start_s), seconds(end_s), tag.id, cell(tag.label), score(score_max)].join(','));
  return ['start_s,end_s,id,label,score', ...rows, ''].join('\r\n');
}

const cell = (value) => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function audacity(name, answer, tags) {
  return eventsInOrder(tags).map(({ start_s, end_s, tag, score_max }) => `${seconds(start_s)}\t${seconds(end_s)}\t${tag.label} ${score(score_max)}\n`).join('');
}

function raven(name, answer, tags) {
  const head = 'Selection\tView\tChannel\tBegin Time (s)\tEnd Time (s)\tLow Freq (Hz)\tHigh Freq (Hz)\tLabel\tAudioSet ID\tScore\tMean Score';
  const rows = eventsInOrder(tags).map(({ start_s, end_s, tag, score_max, score_mean }, i) =>
    [i + 1, 'Spectrogram 1', 1, seconds(start_s), seconds(end_s), 0, Math.floor(answer.input.sample_rate / 2), tag.label, tag.id,
      score(score_max), score(score_mean)].join('\t'));
  return [head, ...rows, ''].join('\n');
}

function webvtt(name, answer, tags) {
  const cues = eventsInOrder(tags).map(({ start_s, end_s, tag, score_max }) =>
    `${stamp(start_s)} --> ${stamp(end_s)}\n${tag.label} ${score(score_max)}\n`);
  return ['WEBVTT\n', ...cues].join('\n');
}

function stamp(time) {
  const whole = Math.floor(time);
  const two = (value) => String(value).padStart(2, '0');
  const thousandths = String(Math.round((time - whole) * 1000)).padStart(3, '0');
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}.${thousandths}`;
}
