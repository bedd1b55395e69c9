import type { LatentMap } from '../contract.js';
import { principalAxes } from './principal-axes.js';

type Plane = Pick<LatentMap, 'origin' | 'across' | 'up' | 'share'> & {
  readonly points: Float32Array<ArrayBuffer>;
};

/**
 * Latent vectors on a plane, in latent units. Two dimensions are the plane's own axes; of more it is
 * the first two principal axes of the vectors. With one, the points are spread evenly in height so
 * that they can be told apart, and `up` is zero: the height means nothing.
 * @param means n x L.
 */
export function planeOf(means: Float32Array<ArrayBuffer>, latentDim: number): Plane {
  if (latentDim === 1) {
    return {
      points: spreadInHeight(means),
      origin: Float32Array.of(0),
      across: Float32Array.of(1),
      up: Float32Array.of(0),
      share: 1,
    };
  }
  if (latentDim === 2) {
    return {
      points: means,
      origin: Float32Array.of(0, 0),
      across: Float32Array.of(1, 0),
      up: Float32Array.of(0, 1),
      share: 1,
    };
  }
  const { centre, variances, axes } = principalAxes(means, latentDim);
  const whole = variances.reduce((sum, variance) => sum + variance, 0);
  return {
    points: projected(means, centre, axes[0]!, axes[1]!),
    origin: Float32Array.from(centre),
    across: Float32Array.from(axes[0]!),
    up: Float32Array.from(axes[1]!),
    share: whole > 0 ? (variances[0]! + variances[1]!) / whole : 1,
  };
}

/** Multiples of the golden ratio, of which neighbours are far apart, from -1 to 1. */
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
