/**
 * A cell. null, undefined, NaN and an absent key are gaps. A BigInt within 2^53 is read as a number.
 */
export type Cell = string | number | bigint | boolean | Date | null | undefined;
