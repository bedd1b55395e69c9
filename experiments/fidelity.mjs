/**
 * Measures how far a generated table is from the real one, in units that suit any table. `real` and
 * `generated`: arrays of rows with the same columns.
 *
 * @returns {{ mean: number, deviation: number, correlation: number }} mean: the largest difference
 *   of a column's means, in the real column's standard deviations; deviation: the largest
 *   difference of a column's standard deviations, in the same unit; correlation: the absolute
 *   difference of Pearson correlations, averaged over all pairs of columns
 */
export function fidelity(real, generated) {
  const a = moments(real);
  const b = moments(generated);
  const inDeviations = (key) =>
    Math.max(...a.deviation.map((s, j) => Math.abs(a[key][j] - b[key][j]) / s));
  let difference = 0;
  let pairs = 0;
  for (let i = 0; i < a.mean.length; ++i)
    for (let j = 0; j < i; ++j, ++pairs)
      difference += Math.abs(a.correlation(i, j) - b.correlation(i, j));
  return {
    mean: inDeviations('mean'),
    deviation: inDeviations('deviation'),
    correlation: difference / pairs,
  };
}

/** Mean negative log-likelihood of `rows`, nats per row, under independent Gaussians fitted to
 * the columns of `training` by maximum likelihood. */
export function independentGaussians(training, rows) {
  const { mean, deviation } = moments(training);
  const nats = rows.map((row) =>
    row.reduce(
      (sum, x, j) =>
        sum +
        Math.log(2 * Math.PI * deviation[j] ** 2) / 2 +
        ((x - mean[j]) / deviation[j]) ** 2 / 2,
      0,
    ),
  );
  return average(nats);
}

function moments(rows) {
  const columns = rows[0].map((_, j) => rows.map((row) => row[j]));
  const mean = columns.map(average);
  const deviation = columns.map((column, j) =>
    Math.sqrt(average(column.map((x) => (x - mean[j]) ** 2))),
  );
  const standard = columns.map((column, j) => column.map((x) => (x - mean[j]) / deviation[j]));
  const correlation = (i, j) => average(standard[i].map((x, row) => x * standard[j][row]));
  return { mean, deviation, correlation };
}

function average(values) {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
