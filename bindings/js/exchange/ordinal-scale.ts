// The scale of an ordinal column, and what the network sees of its cells: OrdinalScale of
// src/data/ordinal_scale.hpp and OrdinalCode of src/network/ordinal_code.hpp.

export interface OrdinalLevel {
  /** Its ends on the scale. */
  readonly first: number;
  readonly last: number;
  /** The share of the cells below it, and its own. */
  readonly below: number;
  readonly share: number;
}

export function ordinalLevels(shares: readonly number[]): OrdinalLevel[] {
  const quantile = (share: number) => (Math.log(share / (1 - share)) * Math.sqrt(3)) / Math.PI;
  const starts = [0];
  for (const [k, share] of shares.slice(0, -1).entries()) starts.push(starts[k]! + share);
  const bounds = starts.map((start, k) => (k === 0 ? NaN : quantile(start)));
  // The outermost levels end as far from the quantile at half of their share as they begin.
  const lowest = 2 * quantile(shares[0]! / 2) - bounds[1]!;
  const highest = 2 * quantile(1 - shares.at(-1)! / 2) - bounds.at(-1)!;
  return shares.map((share, k) => ({
    first: k === 0 ? lowest : bounds[k]!,
    last: k === shares.length - 1 ? highest : bounds[k + 1]!,
    below: starts[k]!,
    share,
  }));
}

const [FEWEST_HATS, MOST_HATS, ONE_HOT_LEVELS] = [4, 16, 16];
const [ATOM_SHARE, ATOM_EXCESS] = [0.02, 3];

/** How many hats a column has; undefined if each level has a feature of its own. */
export function hatsOf(levels: number): number | undefined {
  if (levels <= ONE_HOT_LEVELS) return undefined;
  return Math.min(Math.max(Math.floor(levels / 4), FEWEST_HATS), MOST_HATS);
}

/** The levels that have a feature of their own besides the hats. */
export function atomsOf(shares: readonly number[]): number[] {
  if (hatsOf(shares.length) === undefined) return [];
  const least = Math.max(ATOM_SHARE, ATOM_EXCESS / shares.length);
  return [...shares.keys()].filter((k) => shares[k]! >= least);
}
