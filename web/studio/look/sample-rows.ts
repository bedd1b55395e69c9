import { seededRandom } from './random.js';

/**
 * At most `most` of the rows 0 to count - 1, ascending: one at random of each of `most` equal
 * stretches, so that every part of sorted data has its share.
 */
export function sampleRows(count: number, most: number, seed: number): Uint32Array<ArrayBuffer> {
  if (count <= most) return Uint32Array.from({ length: count }, (_, row) => row);
  const random = seededRandom(seed);
  const stretch = count / most;
  return Uint32Array.from({ length: most }, (_, index) => {
    const first = Math.ceil(index * stretch);
    return first + Math.floor(random() * (Math.ceil((index + 1) * stretch) - first));
  });
}
