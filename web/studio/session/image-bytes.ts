import type { Pixels } from '../../contract/index.js';

/** Converts means from 0 to 1 to bytes. */
export function toBytes(means: Float32Array): Pixels {
  // A Uint8ClampedArray rounds; the page takes a Uint8Array view of its buffer.
  return new Uint8Array(Uint8ClampedArray.from(means, (mean) => 255 * mean).buffer);
}
