// The likelihood p(x|z): src/likelihood.
import type { ModelParts } from '../file/model-file.js';
import { byteLosses, byteMean } from './discretized-logistic.js';
import type { GraphBuilder, Name } from './graph-builder.js';
import type { ModelRows } from './scaling.js';

const LOG_2PI = Math.log(2 * Math.PI);

/** Nodes for its mean, in the model's units, from the decoder's outputs. */
export function meanOf(graph: GraphBuilder, { descriptions }: ModelParts, outputs: Name): Name {
  const { likelihoodInUse, features } = descriptions.options;
  if (likelihoodInUse === 'gaussian') return outputs;
  if (likelihoodInUse === 'discretizedLogistic') return byteMean(graph, features, outputs);
  // The logistic function, precise where it is small too: runtimes' Sigmoid may not be.
  const negative = graph.node('Neg', [outputs]);
  return graph.node('Exp', [graph.node('Neg', [graph.node('Softplus', [negative])])]);
}

/** Nodes for -log p(x|z) in the model's units, N x K: of each row, at K outputs of the decoder. */
export function lossesOf(
  graph: GraphBuilder,
  { descriptions, tensors }: ModelParts,
  { values, present }: ModelRows,
  outputs: Name,
): Name {
  const x = graph.unsqueeze(values, 1);
  const { likelihoodInUse, features } = descriptions.options;
  let losses: Name;
  if (likelihoodInUse === 'discretizedLogistic') losses = byteLosses(graph, features, x, outputs);
  else if (likelihoodInUse === 'gaussian') {
    const { values: s } = tensors.find(({ name }) => name === 'likelihood.logVariance')!;
    // A density needs a column that varies.
    const { columns } = descriptions.scaling;
    const ofVarying = (value: (s: number) => number) =>
      s.map((each, j) => (columns[j]!.constant ? 0 : value(each)));
    const precisions = ofVarying((each) => Math.exp(-each));
    const precision = graph.constant('precision', [s.length], precisions);
    const peaks = ofVarying((each) => LOG_2PI + each);
    const peak = graph.constant('logPeak', [s.length], peaks);
    const error = graph.subtract(outputs, x);
    const twice = graph.add(peak, graph.multiply(error, error, precision));
    losses = graph.multiply(twice, graph.number(0.5));
  } else {
    // Not the logarithm of a sigmoid, which is -infinity where softplus is still precise.
    losses = graph.subtract(graph.node('Softplus', [outputs]), graph.multiply(outputs, x));
  }
  if (present) losses = graph.where(graph.unsqueeze(present, 1), losses, graph.number(0));
  return graph.sum(losses, 2);
}
