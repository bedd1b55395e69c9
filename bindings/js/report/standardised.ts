/**
 * Returns a function that standardises values by their mean and deviation without gaps (NaN);
 * undefined if all values are equal. It squares values in units of a power of two near the largest,
 * which does not round, because a column may have units of 1e-200 or of 1e200.
 */
export function standardising(values: Float64Array): ((x: number) => number) | undefined {
  const observed = values.filter((x) => !Number.isNaN(x));
  if (observed.every((x) => x === observed[0])) return undefined;
  const largest = observed.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const unit = 2 ** Math.floor(Math.log2(largest));
  const mean = observed.reduce((sum, x) => sum + x / unit, 0) / observed.length;
  const square = observed.reduce((sum, x) => sum + (x / unit - mean) ** 2, 0);
  const deviation = Math.sqrt(square / observed.length);
  return (x) => (x / unit - mean) / deviation;
}

/** The values, standardised; undefined if all are equal. */
export function standardised(values: Float64Array): Float64Array | undefined {
  const standardise = standardising(values);
  return standardise && values.map(standardise);
}
