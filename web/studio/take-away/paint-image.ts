import type { ImageShape } from '../contract.js';

/** An image whose values are from 0 to 1, channels last; what lies beyond is cut off. */
export function paintImage(values: Float32Array, { width, height, channels }: ImageShape) {
  const image = new ImageData(width, height);
  for (let pixel = 0; pixel < width * height; ++pixel) {
    for (let colour = 0; colour < 3; ++colour)
      // The array rounds and clamps.
      image.data[4 * pixel + colour] =
        255 * values[pixel * channels + (channels === 3 ? colour : 0)]!;
    image.data[4 * pixel + 3] = 255;
  }
  return image;
}
