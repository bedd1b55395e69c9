import { imageSize, type Dataset } from '../dataset.js';
import { sampleRows } from './sample-rows.js';

/** The rows that a latent map shows: all, or as many as can be drawn and encoded at once. */
export function mapRows(data: Dataset): Uint32Array<ArrayBuffer> {
  const fit = data.kind === 'images' ? Math.floor(MOST_BYTES / imageSize(data.shape)) : Infinity;
  return sampleRows(data.rows, Math.min(MOST_POINTS, fit), SEED);
}

const MOST_POINTS = 20_000;
const MOST_BYTES = 64e6;
/** Any: the same rows each time, so that maps can be compared. */
const SEED = 1;
