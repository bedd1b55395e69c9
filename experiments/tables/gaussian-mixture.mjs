// Fits a mixture of Gaussians with diagonal covariances in the plane by EM, as scikit-learn's
// GaussianMixture(components, covariance_type='diag') does: k-means, then at most 100 steps until
// the log-likelihood gains less than 1e-3 in a step, with 1e-6 added to every variance. This keeps
// the best of several starts.
const STEPS = 100;
const TOLERANCE = 1e-3;
const ADDED_VARIANCE = 1e-6;
const MEANS_STEPS = 30;

/**
 * @param {number[][]} points N x 2
 * @returns {{ logLikelihood(points: number[][]): number }} the mean per point, in nats
 */
export function fitMixture(points, components, { starts, random }) {
  let best = { trained: -Infinity };
  for (let start = 0; start < starts; start++) {
    const fitted = expectationMaximisation(points, nearestMeans(points, components, random));
    if (fitted.trained > best.trained) best = fitted;
  }
  return { logLikelihood: (others) => expectation(others, best.parameters).logLikelihood };
}

/**
 * Fits the parameters, [log weight, x, y, var x, var y] of each component, from the component of
 * each point.
 */
function expectationMaximisation(points, assigned) {
  const components = 1 + assigned.reduce((a, b) => Math.max(a, b), 0);
  const sums = new Float64Array(components * 5);
  points.forEach((point, i) => addMoments(sums, assigned[i], 1, point));
  let parameters = maximisation(sums, points.length);
  let trained = -Infinity;
  for (let step = 0; step < STEPS; step++) {
    const expected = expectation(points, parameters);
    const gain = expected.logLikelihood - trained;
    trained = expected.logLikelihood;
    parameters = maximisation(expected.sums, points.length);
    if (gain < TOLERANCE) break;
  }
  return { parameters, trained };
}

/** The mean log-likelihood, and the weighted moments of each component's points. */
function expectation(points, parameters) {
  const components = parameters.length / 5;
  const sums = new Float64Array(parameters.length);
  const logs = new Float64Array(components);
  const constants = logs.map((_, k) => {
    const [logWeight, , , varX, varY] = parameters.subarray(5 * k);
    return logWeight - Math.log(2 * Math.PI) - Math.log(varX * varY) / 2;
  });
  let total = 0;
  for (const point of points) {
    let greatest = -Infinity;
    for (let k = 0, at = 0; k < components; k++, at += 5) {
      const dx = (point[0] - parameters[at + 1]) ** 2 / parameters[at + 3];
      const dy = (point[1] - parameters[at + 2]) ** 2 / parameters[at + 4];
      logs[k] = constants[k] - (dx + dy) / 2;
      if (logs[k] > greatest) greatest = logs[k];
    }
    let sum = 0;
    for (let k = 0; k < components; k++) sum += logs[k] = Math.exp(logs[k] - greatest);
    total += greatest + Math.log(sum);
    for (let k = 0; k < components; k++) addMoments(sums, k, logs[k] / sum, point);
  }
  return { logLikelihood: total / points.length, sums };
}

/** Adds a point to the moments of component `k`: weight, first and second of x and y. */
function addMoments(sums, k, weight, [x, y]) {
  const at = 5 * k;
  sums[at] += weight;
  sums[at + 1] += weight * x;
  sums[at + 2] += weight * y;
  sums[at + 3] += weight * x * x;
  sums[at + 4] += weight * y * y;
}

function maximisation(sums, count) {
  const parameters = new Float64Array(sums.length);
  for (let at = 0; at < sums.length; at += 5) {
    const weight = sums[at] + 1e-15; // keeps a component that has lost all its points finite
    const [x, y] = [sums[at + 1] / weight, sums[at + 2] / weight];
    const variance = (second, mean) => Math.max(0, second / weight - mean * mean) + ADDED_VARIANCE;
    parameters[at] = Math.log(weight / count);
    parameters[at + 1] = x;
    parameters[at + 2] = y;
    parameters[at + 3] = variance(sums[at + 3], x);
    parameters[at + 4] = variance(sums[at + 4], y);
  }
  return parameters;
}

/** k-means from a k-means++ start (Arthur and Vassilvitskii 2007): the cluster of each point. */
function nearestMeans(points, clusters, random) {
  let means = [points[random.below(points.length)]];
  const distances = new Float64Array(points.length).fill(Infinity);
  while (means.length < clusters) {
    let total = 0;
    points.forEach((point, i) => {
      distances[i] = Math.min(distances[i], squaredDistance(point, means.at(-1)));
      total += distances[i];
    });
    let left = random.uniform() * total;
    const next = distances.findIndex((distance) => (left -= distance) < 0);
    means.push(points[next < 0 ? points.length - 1 : next]);
  }
  let nearest;
  for (let step = 0; step < MEANS_STEPS; step++) {
    nearest = points.map((point) => nearestOf(means, point));
    const sums = means.map(() => [0, 0, 0]);
    points.forEach(([x, y], i) => {
      const sum = sums[nearest[i]];
      sum[0] += x;
      sum[1] += y;
      sum[2] += 1;
    });
    means = means.map((mean, k) =>
      sums[k][2] ? [sums[k][0] / sums[k][2], sums[k][1] / sums[k][2]] : mean,
    );
  }
  return nearest;
}

function nearestOf(means, point) {
  let nearest = 0;
  let least = Infinity;
  for (let k = 0; k < means.length; k++) {
    const distance = squaredDistance(point, means[k]);
    if (distance < least) [nearest, least] = [k, distance];
  }
  return nearest;
}

function squaredDistance([x, y], [u, v]) {
  return (x - u) ** 2 + (y - v) ** 2;
}
