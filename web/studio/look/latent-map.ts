import type { LatentMap } from '../../contract/index.js';
import { groupMeans } from './group-means.js';
import { principalAxes } from './principal-axes.js';

type Plane = Pick<LatentMap, 'origin' | 'across' | 'up' | 'share' | 'byLabels'> & {
  readonly points: Float32Array<ArrayBuffer>;
};

/**
 * Projects latent vectors on a plane, in latent units. Two dimensions are the plane's own axes.
 * With more, the plane has the first two principal axes of the vectors, or of the labels' means if
 * there are labels: in many dimensions of nearly equal variance, the vectors' own axes would be
 * arbitrary. With one dimension the points are spread evenly in height so that they do not overlap;
 * `up` is zero, since the height has no meaning.
 * @param means n x L.
 * @param labels The index of each vector's label.
 */
export function planeOf(
  means: Float32Array<ArrayBuffer>,
  latentDim: number,
  labels: ArrayLike<number> | null = null,
): Plane {
  if (latentDim === 1) {
    return {
      points: spreadInHeight(means),
      origin: Float32Array.of(0),
      across: Float32Array.of(1),
      up: Float32Array.of(0),
      share: 1,
      byLabels: false,
    };
  }
  if (latentDim === 2) {
    return {
      points: means,
      origin: Float32Array.of(0, 0),
      across: Float32Array.of(1, 0),
      up: Float32Array.of(0, 1),
      share: 1,
      byLabels: false,
    };
  }
  // The means of fewer than three labels lie on a line.
  const byLabels = labels !== null && new Set(Array.from(labels)).size >= 3;
  const spread = byLabels ? groupMeans(means, latentDim, labels) : means;
  const { centre, axes } = principalAxes(spread, latentDim);
  const points = projected(means, centre, axes[0]!, axes[1]!);
  const whole = squares(means) - (means.length / latentDim) * squares(centre);
  return {
    points,
    origin: Float32Array.from(centre),
    across: Float32Array.from(axes[0]!),
    up: Float32Array.from(axes[1]!),
    share: whole > 0 ? Math.min(1, squares(points) / whole) : 1,
    byLabels,
  };
}

function squares(values: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return sum;
}

/** Heights from -1 to 1: multiples of the golden ratio, which put neighbours far apart. */
function spreadInHeight(means: Float32Array): Float32Array<ArrayBuffer> {
  const points = new Float32Array(2 * means.length);
  for (let i = 0; i < means.length; ++i) {
    points[2 * i] = means[i]!;
    points[2 * i + 1] = 2 * ((i * GOLDEN) % 1) - 1;
  }
  return points;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

function projected(
  means: Float32Array,
  centre: Float64Array,
  across: Float64Array,
  up: Float64Array,
): Float32Array<ArrayBuffer> {
  const dimensions = centre.length;
  const count = means.length / dimensions;
  const points = new Float32Array(2 * count);
  for (let point = 0; point < count; ++point) {
    let a = 0;
    let b = 0;
    for (let i = 0; i < dimensions; ++i) {
      const from = means[point * dimensions + i]! - centre[i]!;
      a += from * across[i]!;
      b += from * up[i]!;
    }
    points[2 * point] = a;
    points[2 * point + 1] = b;
  }
  return points;
}
