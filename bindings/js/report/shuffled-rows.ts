import { mix } from '../table/draws.js';

/**
 * Draws `count` of `rows` row numbers in random order: the first ones of a Fisher-Yates shuffle. It
 * uses integers only, so equal seeds and streams give equal rows in every JavaScript engine.
 * @param stream Separates one use of the seed from another.
 */
export function shuffledRows(
  rows: number,
  count: number,
  seed: number,
  stream: number,
): Uint32Array {
  const order = new Uint32Array(rows);
  for (let i = 0; i < rows; i++) order[i] = i;
  const draw = randomBits(seed, stream);
  const drawn = Math.min(count, rows);
  for (let i = 0; i < drawn; i++) {
    // Mapping 32 bits to fewer values deviates from uniform by less than rows / 2^32.
    const j = i + (draw() % (rows - i));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order.subarray(0, drawn);
}

/** Returns a function that gives 32 random bits: SplitMix32, a counter and mix(). */
export function randomBits(seed: number, stream: number): () => number {
  let state = mix(mix(mix(seed % 2 ** 32) ^ (seed / 2 ** 32)) ^ stream);
  return () => mix((state = (state + 0x9e3779b9) | 0));
}
