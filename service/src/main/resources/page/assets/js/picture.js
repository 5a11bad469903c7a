/** What can be read off a spectrogram's pixels. */

/** How loud each column is, 0 to 1, for a waveform where the browser has no samples. */
export async function loudnessOf(blob) {
  const image = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext('2d');
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const columns = Array.from({ length: image.width }, (_, x) => columnSum(data, x, image));
  const loudest = Math.max(...columns, 1);
  return columns.map((sum) => (sum / loudest) ** 2);
}

function columnSum(data, x, { width, height }) {
  let sum = 0;
  for (let y = 0; y < height; y++) {
    sum += data[4 * (y * width + x)]; // red rises with the level in the picture's colours
  }
  return sum;
}
