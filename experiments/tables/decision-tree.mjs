/** The greatest depth of a branch, and the fewest rows of a leaf. */
const DEPTH = 15;
const LEAF = 3;

/**
 * A classification tree (CART, Breiman et al. 1984): each split is the threshold on one feature
 * that lowers the Gini impurity most.
 *
 * @param {Float64Array[]} vectors
 * @param {unknown[]} labels one for each vector
 * @returns {(vector: Float64Array) => unknown} the most frequent label of the leaf
 */
export function decisionTree(vectors, labels) {
  const classes = [...new Set(labels)];
  const targets = labels.map((label) => classes.indexOf(label));
  const tree = grow(vectors, targets, classes.length, [...vectors.keys()], DEPTH);
  return (vector) => {
    let node = tree;
    while (node.low) node = vector[node.feature] <= node.threshold ? node.low : node.high;
    return classes[node.majority];
  };
}

function grow(vectors, targets, classes, rows, depth) {
  const counts = new Float64Array(classes);
  for (const row of rows) counts[targets[row]]++;
  const leaf = { majority: counts.indexOf(Math.max(...counts)) };
  if (depth === 0) return leaf;
  const split = bestSplit(vectors, targets, counts, rows);
  if (!split) return leaf;
  const { feature, threshold } = split;
  const branch = (isLow) =>
    grow(
      vectors,
      targets,
      classes,
      rows.filter((row) => vectors[row][feature] <= threshold === isLow),
      depth - 1,
    );
  return { feature, threshold, low: branch(true), high: branch(false) };
}

/** undefined if no split lowers the impurity. */
function bestSplit(vectors, targets, counts, rows) {
  // The impurity of n rows, times n, is n - sum(count^2) / n: the greater the sums, the purer.
  let purest = sumOfSquares(counts) / rows.length + 1e-9;
  let best;
  for (let feature = 0; feature < vectors[0].length; feature++) {
    const order = Float64Array.from(rows, (row) => vectors[row][feature]);
    const sorted = [...rows.keys()].sort((a, b) => order[a] - order[b]);
    const low = new Float64Array(counts.length);
    const high = Float64Array.from(counts);
    for (let i = 1; i < sorted.length; i++) {
      const target = targets[rows[sorted[i - 1]]];
      low[target]++;
      high[target]--;
      const [below, above] = [order[sorted[i - 1]], order[sorted[i]]];
      if (below === above || i < LEAF || sorted.length - i < LEAF) continue;
      const purity = sumOfSquares(low) / i + sumOfSquares(high) / (sorted.length - i);
      if (purity > purest) {
        purest = purity;
        best = { feature, threshold: (below + above) / 2 };
      }
    }
  }
  return best;
}

function sumOfSquares(values) {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}
