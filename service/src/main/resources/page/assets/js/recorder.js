/** The microphone: a panel that opens, shows what it hears, and ends in a file or in nothing. */
import { announce, byId } from './dom.js';
import { text } from './language.js';
import { drawLive } from './live.js';
import { clock } from './time.js';

/** Untouched sound: what browsers do for telephone calls would remove what is to be found. */
const UNTOUCHED = { audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } };

/**
 * @param onFile receives the recording
 * @param onTrouble receives a sentence for the reader
 */
export function startRecorder(onFile, onTrouble) {
  byId('record').addEventListener('click', () => record(onFile).catch((error) => onTrouble(text('no-microphone', { why: error.message }))));
}

async function record(onFile) {
  if (!navigator.mediaDevices) throw new Error(text('microphone-needs-https'));
  const stream = await navigator.mediaDevices.getUserMedia(UNTOUCHED);
  const recorder = new MediaRecorder(stream);
  const parts = [];
  const stopDrawing = openPanel(stream);
  const elapsed = startClock();
  recorder.ondataavailable = ({ data }) => parts.push(data);
  recorder.start();
  const keep = await decision();
  const stopped = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.stop();
  await stopped;
  stream.getTracks().forEach((track) => track.stop());
  stopDrawing();
  clearInterval(elapsed);
  closePanel();
  if (keep) onFile(fileOf(parts, recorder.mimeType));
}

function openPanel(stream) {
  byId('recorder').hidden = false;
  byId('record').disabled = true;
  byId('stop').focus();
  announce(text('recording'));
  return drawLive(stream, byId('live'));
}

function closePanel() {
  byId('recorder').hidden = true;
  byId('record').disabled = false;
  byId('record').focus();
}

function startClock() {
  const start = performance.now();
  byId('elapsed').textContent = clock(0);
  return setInterval(() => (byId('elapsed').textContent = clock((performance.now() - start) / 1000)), 250);
}

/** Whether the reader keeps the recording. */
function decision() {
  return new Promise((resolve) => {
    byId('stop').onclick = () => resolve(true);
    byId('discard').onclick = () => resolve(false);
    byId('recorder').onkeydown = (event) => event.key === 'Escape' && resolve(false);
  });
}

function fileOf(parts, type) {
  const name = text('recording-name', { time: new Date().toLocaleTimeString(document.documentElement.lang) });
  return new File(parts, name, { type: type.split(';')[0] });
}
