/** Where a frequency lies in the picture: Slaney's mel scale, as the front end has it. */
const KNEE_HZ = 1000;
const HZ_PER_MEL = 200 / 3;
const LOG_STEP = Math.log(6.4) / 27;
const WRITTEN_HZ = [200, 500, 1000, 2000, 5000, 10000, 20000];

function mel(hz) {
  return hz < KNEE_HZ ? hz / HZ_PER_MEL : KNEE_HZ / HZ_PER_MEL + Math.log(hz / KNEE_HZ) / LOG_STEP;
}

/** From the top of the picture, 0 to 1. */
export function heightOf(hz, { low_hz: low, high_hz: high }) {
  return 1 - (mel(hz) - mel(low)) / (mel(high) - mel(low));
}

export function frequencyTicks(frontEnd) {
  return WRITTEN_HZ.filter((hz) => hz >= frontEnd.low_hz && hz <= frontEnd.high_hz);
}

export const frequencyText = (hz) => (hz < 1000 ? String(hz) : `${hz / 1000}k`);
