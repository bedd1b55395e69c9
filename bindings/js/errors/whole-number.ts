// 64-bit integers, which JavaScript has as BigInts. The model computes in doubles.

/** 2^53: up to it a double tells every integer from the next. */
const LAST = 9007199254740992n;

/** The number that a BigInt is; undefined beyond 2^53. */
export function numberOfBigInt(value: bigint): number | undefined {
  return value <= LAST && value >= -LAST ? Number(value) : undefined;
}

/** What a BigInt beyond 2^53 should have been, for sentences. */
export const WHOLE_NUMBER = 'an integer within 2^53, beyond which numbers are not exact';
