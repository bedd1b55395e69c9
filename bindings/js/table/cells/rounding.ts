/** 2^51: below it a double has at least one bit to spare after the point. */
const EXACT = 2251799813685248;

/** Above it a double's own digits end before those asked for. */
export const MAX_DECIMALS = 15;

const POWERS = Array.from({ length: MAX_DECIMALS + 1 }, (_, digits) => Number(`1e${digits}`));

/** The least number of digits after the point, from `least` on, that give the value; null: above 15. */
export function decimalsOf(value: number, least: number): number | null {
  for (let digits = least; digits <= MAX_DECIMALS; digits++)
    if (roundTo(value, digits) === value) return digits;
  return null;
}

/** To so many digits after the point; null: not at all. */
export function roundTo(value: number, digits: number | null): number {
  if (digits === null) return value;
  // Both the product and the quotient are off by half a unit in the last place at most, so that
  // the double nearest to a decimal comes back as itself.
  const scaled = value * POWERS[digits]!;
  return scaled < EXACT && scaled > -EXACT ? Math.round(scaled) / POWERS[digits]! + 0 : value;
}
