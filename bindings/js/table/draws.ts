// Random numbers in TypeScript. Their purpose addresses them, as in the core (src/random/stream.hpp).
// They use integers only, so they are the same in every JavaScript engine.

/** The purpose of a random number, which is part of its address. */
export const Purpose = { condition: 1, unseen: 2, order: 3, sample: 4, gap: 5, redraw: 6 } as const;
export type Purpose = (typeof Purpose)[keyof typeof Purpose];

/** 32 random bits for an address of integers from 0 to 2^53 - 1. */
export function bits(...address: readonly number[]): number {
  let hash = 0x9e3779b9;
  for (const part of address) {
    for (const half of [part >>> 0, Math.floor(part / 2 ** 32)])
      hash = (mix(hash ^ half) + 0x9e3779b9) >>> 0;
  }
  return hash;
}

/** A whole number from 0 to below `bound`, which is at most 2^53. */
export function below(bound: number, ...address: readonly number[]): number {
  const high = bits(...address, 0) >>> 5;
  const low = bits(...address, 1) >>> 6;
  return Math.floor(((high * 2 ** 26 + low) / 2 ** 53) * bound);
}

/** The index of the first of these ascending numbers above the value; the last index if none is. */
export function firstAbove(numbers: ArrayLike<number>, value: number): number {
  let low = 0;
  for (let high = numbers.length - 1; low < high;) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Shuffles the items (Fisher and Yates). */
export function shuffle(items: Int32Array, ...address: readonly number[]): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(i + 1, ...address, i);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
}

/** The end of MurmurHash3 (Appleby): a bijection of 32 bits in which every bit depends on every other. */
export function mix(bits: number): number {
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
