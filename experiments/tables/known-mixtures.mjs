// Two mixtures of Gaussians in the plane, drawn as SDGym does (Xu et al. 2019, arXiv:1907.00503;
// https://github.com/sdv-dev/SDGym, version 0.2, make_gaussian_mixture()). The weights are equal,
// and 0.05 is the variance of each coordinate, not its standard deviation.
import { logSumExp } from './log-sum-exp.mjs';

const VARIANCE = 0.05;
const DEVIATION = Math.sqrt(VARIANCE);

/** Eight on the unit circle. */
const RING = Array.from({ length: 8 }, (_, k) => [
  Math.cos((k * Math.PI) / 4),
  Math.sin((k * Math.PI) / 4),
]);

/**
 * SDGym's `gridr`, "grid with random offset": a grid of 5 x 5, two apart, with both coordinates of
 * each centre moved by a uniform draw from (-0.5, 0.5). NumPy's generator with seed 0, which SDGym
 * uses, gives these moves.
 */
const OFFSETS = [
  [0.048814, 0.215189, 0.102763, 0.044883, -0.076345, 0.145894, -0.062413, 0.391773, 0.463663],
  [-0.116558, 0.291725, 0.028895, 0.068045, 0.425597, -0.428964, -0.412871, -0.479782, 0.33262],
  [0.278157, 0.370012, 0.478618, 0.299159, -0.038521, 0.280529, -0.381726, 0.139921, -0.356647],
  [0.444669, 0.021848, -0.085338, -0.235444, 0.274234, -0.04385, 0.068434, -0.48121, 0.117635],
  [0.112096, 0.116934, 0.443748, 0.18182, -0.140492, -0.062968, 0.197631, -0.439775, 0.166767],
  [0.170638, -0.289617, -0.371074, -0.184572, -0.136289],
].flat();
const GRIDR = Array.from({ length: 25 }, (_, k) => [
  2 * Math.floor(k / 5) - 4 + OFFSETS[2 * k],
  2 * (k % 5) - 4 + OFFSETS[2 * k + 1],
]);

export const KNOWN_MIXTURES = { ring: RING, gridr: GRIDR };

/** Draws equally many points of each mode, in random order: `count` x 2. */
export function pointsOf(modes, count, { normal, shuffled }) {
  const points = Array.from({ length: count }, (_, i) =>
    modes[Math.floor((i * modes.length) / count)].map((x) => x + DEVIATION * normal()),
  );
  return shuffled(points);
}

/** Mean log-density of points under the mixture, in nats. */
export function trueLogLikelihood(modes, points) {
  const constant = Math.log(2 * Math.PI * VARIANCE * modes.length);
  const logDensity = (point) =>
    logSumExp(modes.map((mode) => -squaredDistance(point, mode) / (2 * VARIANCE))) - constant;
  return points.reduce((sum, point) => sum + logDensity(point), 0) / points.length;
}

/**
 * How many modes the points cover. A mode is covered if at least a fifth of its expected number of
 * points lie within three standard deviations. Each point counts for its nearest mode.
 */
export function modesFound(modes, points) {
  const counts = modes.map(() => 0);
  for (const point of points) {
    const distances = modes.map((mode) => squaredDistance(point, mode));
    const nearest = distances.indexOf(Math.min(...distances));
    if (distances[nearest] <= 9 * VARIANCE) counts[nearest]++;
  }
  return counts.filter((count) => count >= points.length / modes.length / 5).length;
}

function squaredDistance([x, y], [u, v]) {
  return (x - u) ** 2 + (y - v) ** 2;
}
