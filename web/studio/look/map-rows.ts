import { imageSize, type Dataset } from '../session/dataset.js';
import { evenSample } from './even-sample.js';

/** The rows of a latent map: all, or as many as can be drawn and encoded at once. */
export function mapRows(data: Dataset): Uint32Array<ArrayBuffer> {
  const fit = data.kind === 'images' ? Math.floor(MOST_BYTES / imageSize(data.shape)) : Infinity;
  return evenSample(data.rows, Math.min(MOST_POINTS, fit));
}

const MOST_POINTS = 20_000;
const MOST_BYTES = 64e6;
