/**
 * Pearson correlations of columns of equal length. A constant column correlates with none.
 *
 * @param {Float64Array[]} columns
 * @returns {number[][]}
 */
export function correlationsOf(columns) {
  const standard = columns.map((column) => {
    const mean = average(column);
    const deviation = Math.sqrt(average(column.map((x) => (x - mean) ** 2)));
    return column.map((x) => (deviation > 0 ? (x - mean) / deviation : 0));
  });
  return standard.map((a, i) =>
    standard.map((b, j) => (i === j ? 1 : average(a.map((x, row) => x * b[row])))),
  );
}

/**
 * The lower triangular L with L L' = `correlations`. Columns that determine each other make the
 * matrix singular. Such a matrix is first moved towards the identity, as little as needed.
 */
export function choleskyFactor(correlations) {
  for (let shrinkage = 0; ; shrinkage = Math.max(1e-9, 10 * shrinkage)) {
    const factor = factorOf(
      correlations.map((row, i) => row.map((r, j) => (i === j ? 1 : r * (1 - shrinkage)))),
    );
    if (factor) return factor;
  }
}

/** Normal variables with unit variances whose covariance is L L', from independent ones. */
export function correlated(factor, normals) {
  return factor.map((row) => {
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += row[j] * normals[j];
    return sum;
  });
}

/** Rows of 1, 2, ... numbers; undefined if the matrix is not positive definite. */
function factorOf(matrix) {
  const factor = [];
  for (const [i, row] of matrix.entries()) {
    factor.push([]);
    for (let j = 0; j <= i; j++) {
      let rest = row[j];
      for (let k = 0; k < j; k++) rest -= factor[i][k] * factor[j][k];
      if (i === j && rest <= 1e-12) return undefined;
      factor[i].push(i === j ? Math.sqrt(rest) : rest / factor[j][j]);
    }
  }
  return factor;
}

function average(values) {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
