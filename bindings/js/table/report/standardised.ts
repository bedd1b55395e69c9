/**
 * What standardises values by their mean and deviation, gaps (NaN) left out; undefined where they do
 * not differ. Deviations are squared in units of the largest: a column may be in units of 1e-200.
 */
export function standardising(values: Float64Array): ((x: number) => number) | undefined {
  const observed = values.filter((x) => !Number.isNaN(x));
  const mean = observed.reduce((sum, x) => sum + x, 0) / observed.length;
  const largest = observed.reduce((most, x) => Math.max(most, Math.abs(x - mean)), 0);
  const square = observed.reduce((sum, x) => sum + ((x - mean) / largest) ** 2, 0);
  const deviation = Math.sqrt(square / observed.length);
  return largest > 0 ? (x) => (x - mean) / largest / deviation : undefined;
}
