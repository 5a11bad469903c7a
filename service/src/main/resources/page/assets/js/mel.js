/** Slaney's mel scale, for the picture that runs while the microphone is open. */
const KNEE_HZ = 1000;
const HZ_PER_MEL = 200 / 3;
const LOG_STEP = Math.log(6.4) / 27;

function mel(hz) {
  return hz < KNEE_HZ ? hz / HZ_PER_MEL : KNEE_HZ / HZ_PER_MEL + Math.log(hz / KNEE_HZ) / LOG_STEP;
}

/** From the top of the picture, 0 to 1. */
export function heightOf(hz, { low_hz: low, high_hz: high }) {
  return 1 - (mel(hz) - mel(low)) / (mel(high) - mel(low));
}
