/** The sound of the moment as a spectrogram that runs to the left, for as long as the microphone is open. */
import { colours } from './colours.js';
import { heightOf } from './mel.js';

const RANGE = { low_hz: 50, high_hz: 14000 };

/** Draws until the returned function is called. */
export function drawLive(stream, canvas) {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 2048, smoothingTimeConstant: 0.2, minDecibels: -95, maxDecibels: -25 });
  context.createMediaStreamSource(stream).connect(analyser);
  const rows = rowsOf(canvas.height, context.sampleRate / analyser.fftSize);
  const levels = new Uint8Array(analyser.frequencyBinCount);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const column = pen.createImageData(2, canvas.height);
  let frame = requestAnimationFrame(draw);

  function draw() {
    analyser.getByteFrequencyData(levels);
    pen.drawImage(canvas, -column.width, 0);
    rows.forEach((bin, y) => paint(column, y, colours[levels[bin]]));
    pen.putImageData(column, canvas.width - column.width, 0);
    frame = requestAnimationFrame(draw);
  }

  return () => {
    cancelAnimationFrame(frame);
    context.close();
  };
}

/** For each row of the canvas the FFT bin that belongs there. */
function rowsOf(height, hzPerBin) {
  const rows = new Array(height).fill(0);
  for (let hz = RANGE.low_hz; hz < RANGE.high_hz; hz *= 1.002) {
    rows[Math.min(height - 1, Math.floor(heightOf(hz, RANGE) * height))] = Math.round(hz / hzPerBin);
  }
  return rows;
}

function paint(image, y, [red, green, blue]) {
  for (let x = 0; x < image.width; x++) {
    image.data.set([red, green, blue, 255], 4 * (y * image.width + x));
  }
}
