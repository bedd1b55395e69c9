// How much more likely the model's prior makes latents than N(0, I) does: src/prior.
import type { MixtureComponents } from '../file/sections.js';
import type { GraphBuilder, Name } from './graph-builder.js';

/**
 * Nodes for log p(z) - log N(z; 0, I) of the mixture, N x K of latents N x K x L. All components are one
 * product: F^-1 (z - mean) of each, side by side, then the squared length of each.
 */
export function mixtureGain(graph: GraphBuilder, components: MixtureComponents, z: Name): Name {
  // What has no weight has no density.
  const used = components.filter(({ weight }) => weight > 0);
  const latent = used[0]!.mean.length;
  const width = used.length * latent;
  const whitening = new Float32Array(latent * width);
  const shift = new Float32Array(width);
  const members = new Float32Array(width * used.length);
  const logPeaks = used.map(({ weight, mean, factor }, c) => {
    const inverse = inverseOfLower(factor, latent);
    let logDeterminant = 0;
    for (let i = 0; i < latent; i++) {
      const place = c * latent + i;
      let shifted = 0;
      for (let j = 0; j <= i; j++) {
        whitening[j * width + place] = inverse[i]![j]!;
        shifted += inverse[i]![j]! * mean[j]!;
      }
      shift[place] = -shifted;
      members[place * used.length + c] = 1;
      logDeterminant -= Math.log(inverse[i]![i]!);
    }
    return Math.log(weight * used.length) - logDeterminant;
  });
  const whitened = graph.add(
    graph.node('MatMul', [z, graph.constant('prior.whitening', [latent, width], whitening)]),
    graph.constant('prior.shift', [width], shift),
  );
  const membership = graph.constant('prior.members', [width, used.length], members);
  const distances = graph.node('MatMul', [graph.multiply(whitened, whitened), membership]);
  const peaks = graph.constant('prior.logPeak', [used.length], Float32Array.from(logPeaks));
  const logDensities = graph.subtract(peaks, graph.multiply(distances, graph.number(0.5)));
  // The mean over the components, whose number is in the peaks. L/2 log 2 pi cancels.
  const mixture = graph.logMeanExp(logDensities, 2);
  return graph.add(mixture, graph.multiply(graph.sum(graph.multiply(z, z), 2), graph.number(0.5)));
}

/** @param factor A lower triangle, row after row. */
function inverseOfLower(factor: readonly number[], size: number): number[][] {
  const at = (i: number, j: number) => factor[(i * (i + 1)) / 2 + j]!;
  const inverse: number[][] = [];
  for (let i = 0; i < size; i++) {
    inverse.push(
      Array.from({ length: i + 1 }, (_, j) => {
        if (j === i) return 1 / at(i, i);
        let sum = 0;
        for (let k = j; k < i; k++) sum += at(i, k) * inverse[k]![j]!;
        return -sum / at(i, i);
      }),
    );
  }
  return inverse;
}
