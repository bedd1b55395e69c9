/** What the draws are for; a seed gives other numbers for each purpose. */
export const PURPOSE = {
  /** The library's own number for the rows that it holds out (src/random/stream.hpp). */
  heldOut: 12,
  /** Beyond those of the library. */
  sample: 128,
} as const;

/**
 * Which of `rows` rows are drawn: ascending indices, `wanted` of them. This is the library's draw of
 * held-out rows (src/data/held_out_draw.hpp), which says nowhere else which rows it has held out:
 * selection sampling by Knuth (The Art of Computer Programming, section 3.4.2, algorithm S).
 */
export function drawnRows(
  seed: number,
  purpose: number,
  rows: number,
  wanted: number,
): Uint32Array<ArrayBuffer> {
  const below = indexDraws(seed, purpose);
  const drawn = new Uint32Array(wanted);
  let found = 0;
  for (let row = 0; found < wanted; ++row)
    if (below(rows - row) < wanted - found) drawn[found++] = row;
  return drawn;
}

/** How many rows the library holds out. */
export function heldOutCount(rows: number, share: number): number {
  return Math.min(rows - 1, Math.max(1, Math.floor(share * rows + 0.5)));
}

/**
 * Uniform draws of 0 ... bound - 1 (Lemire 2019, "Fast Random Integer Generation in an Interval"), as in
 * src/random/index_draws.hpp.
 */
function indexDraws(seed: number, purpose: number): (bound: number) => number {
  const key = [seed >>> 0, (Math.floor(seed / 2 ** 32) | (purpose << 24)) >>> 0] as const;
  let words: readonly number[] = [];
  let used = 4;
  let blocks = 0;
  const next = () => {
    if (used === 4) {
      words = philox([0, blocks >>> 0, Math.floor(blocks / 2 ** 32), 0], key);
      blocks++;
      used = 0;
    }
    return words[used++]!;
  };
  return (bound) => {
    let [high, low] = product(next(), bound);
    if (low < bound) {
      const threshold = 2 ** 32 % bound;
      while (low < threshold) [high, low] = product(next(), bound);
    }
    return high;
  };
}

/**
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011, "Parallel Random Numbers: As Easy as 1, 2, 3",
 * section 3.3).
 */
function philox(counter: readonly number[], key: readonly [number, number]): readonly number[] {
  let [c0, c1, c2, c3] = counter as [number, number, number, number];
  let [k0, k1] = key;
  for (let round = 0; round < 10; ++round) {
    const [highA, lowA] = product(c0, 0xd2511f53);
    const [highB, lowB] = product(c2, 0xcd9e8d57);
    [c0, c1, c2, c3] = [(highB ^ c1 ^ k0) >>> 0, lowB, (highA ^ c3 ^ k1) >>> 0, lowA];
    k0 = (k0 + 0x9e3779b9) >>> 0;
    k1 = (k1 + 0xbb67ae85) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/** The 64 bits of a product of two numbers of 32. */
function product(a: number, b: number): [high: number, low: number] {
  const low = Math.imul(a, b) >>> 0;
  const [aHigh, aLow] = [a >>> 16, a & 0xffff];
  const [bHigh, bLow] = [b >>> 16, b & 0xffff];
  // At most 2^16 (2^16 - 1) + 2^32, which a double holds exactly.
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 2 ** 16);
  const inner = aLow * bHigh + (middle % 2 ** 16);
  const high = aHigh * bHigh + Math.floor(middle / 2 ** 16) + Math.floor(inner / 2 ** 16);
  return [high >>> 0, low];
}
