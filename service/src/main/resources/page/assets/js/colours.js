/** The spectrogram's colours, quiet to loud, for what is drawn while the microphone is open. */
const STOPS = [[0, 0, 4], [59, 15, 112], [140, 41, 129], [222, 73, 104], [254, 159, 109], [252, 253, 191]];

export const colours = Array.from({ length: 256 }, (_, i) => {
  const place = (i / 255) * (STOPS.length - 1);
  const low = STOPS[Math.floor(place)];
  const high = STOPS[Math.ceil(place)];
  return low.map((value, channel) => Math.round(value + (high[channel] - value) * (place % 1)));
});
