/** Seconds as people read them, and where to write them. */
const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];

export function clock(seconds, digits = 0) {
  const whole = Math.floor(seconds);
  const minutes = Math.floor(whole / 60);
  const rest = (seconds - minutes * 60).toFixed(digits).padStart(digits ? 3 + digits : 2, '0');
  return minutes < 60
    ? `${minutes}:${rest}`
    : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${rest}`;
}

/** Round times in [0, seconds], at least `room` pixels from each other. */
export function timeTicks(seconds, pixels, room = 70) {
  const step = STEPS.find((each) => (each / seconds) * pixels >= room) ?? seconds;
  return Array.from({ length: Math.floor(seconds / step + 1e-9) + 1 }, (_, i) => i * step);
}

export function tickText(time, seconds) {
  if (seconds >= 60) return clock(time);
  return `${Number.isInteger(time) ? time : time.toFixed(1)} s`;
}
