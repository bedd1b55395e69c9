/** 2^51: below it a double has at least one bit to spare after the point. */
const EXACT = 2251799813685248;

/** Above it, a double has fewer digits than requested. */
export const MAX_DECIMALS = 15;

const POWERS = Array.from({ length: MAX_DECIMALS + 1 }, (_, digits) => Number(`1e${digits}`));

/** The fewest digits after the point, at least `least`, that give the exact value; null if above 15. */
export function decimalsOf(value: number, least: number): number | null {
  for (let digits = least; digits <= MAX_DECIMALS; digits++)
    if (roundTo(value, digits) === value) return digits;
  return null;
}

/** Rounds to this many digits after the point; null: does not round. */
export function roundTo(value: number, digits: number | null): number {
  if (digits === null) return value;
  // Product and quotient are each off by at most half a unit in the last place, so the double nearest
  // to a decimal comes back unchanged.
  const scaled = value * POWERS[digits]!;
  return scaled < EXACT && scaled > -EXACT ? Math.round(scaled) / POWERS[digits]! + 0 : value;
}
