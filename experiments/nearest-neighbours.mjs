/**
 * The distance of each row to its k-th nearest training row (Ramaswamy, Rastogi, Shim 2000), the
 * detector that published tables call KNN.
 */
export function neighbourDistances(training, rows, k = 5) {
  return Float64Array.from(rows, (row) => {
    const nearest = new Float64Array(k).fill(Infinity); // squared distances, ascending
    for (const other of training) {
      let distance = 0;
      for (let j = 0; j < row.length; j++) distance += (row[j] - other[j]) ** 2;
      let at = k - 1;
      if (!(distance < nearest[at])) continue;
      for (; at > 0 && distance < nearest[at - 1]; at--) nearest[at] = nearest[at - 1];
      nearest[at] = distance;
    }
    return Math.sqrt(nearest[Math.min(k, training.length) - 1]);
  });
}
