// Small images, and models of them that train in milliseconds.
import { VAE } from 'vae1';
import { uniform } from './data.mjs';

export const IMAGE = { width: 8, height: 6, channels: 2 };
export const FEATURES = 96;

/** Layers of every kind. */
export const LAYERS = [
  { type: 'convolution', channels: 6, stride: 2, groups: 2 },
  { type: 'residual' },
  { type: 'convolution', channels: 4, kernelSize: [2, 3], padding: 'valid' },
  { type: 'dense', units: 12 },
];

export const SMALL = {
  image: IMAGE,
  layers: LAYERS,
  latentDim: 2,
  batchSize: 16,
  epochs: 2,
  seed: 7,
  learningRate: 0.003,
};

/** `count` images as bytes: a bright spot somewhere, with noise; channels last. */
export function spots(count, { width, height, channels } = IMAGE, seed = 1) {
  const next = uniform(seed);
  const rows = new Uint8Array(count * width * height * channels);
  let at = 0;
  for (let i = 0; i < count; i++) {
    const [x0, y0] = [width * next(), height * next()];
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++)
        for (let c = 0; c < channels; c++) {
          const light = Math.exp(-((x - x0) ** 2 + (y - y0) ** 2) / 4);
          rows[at++] = Math.floor((220 * light * (c + 1)) / channels + 35 * next());
        }
  }
  return rows;
}

/** The same images with the channels of each pixel moved into an image of each channel. */
export function channelsFirst(rows, { width, height, channels } = IMAGE) {
  const pixels = width * height;
  const moved = new rows.constructor(rows.length);
  for (let start = 0; start < rows.length; start += pixels * channels)
    for (let p = 0; p < pixels; p++)
      for (let c = 0; c < channels; c++)
        moved[start + c * pixels + p] = rows[start + p * channels + c];
  return moved;
}

export function imageModel(t, options = {}) {
  const model = new VAE({ ...SMALL, ...options });
  t.after(() => model.dispose());
  return model;
}
