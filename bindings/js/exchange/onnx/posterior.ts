// The posterior q(z|x): src/network/posterior.hpp.
import type { ModelParts } from '../file/model-file.js';
import type { GraphBuilder, Name } from './graph-builder.js';
import { half } from './half.js';

/** largest_log_variance of src/network/posterior.hpp. */
const LARGEST_LOG_VARIANCE = 20;

/** Each N x L. */
export interface Posterior {
  readonly mean: Name;
  readonly logVariance: Name;
}

/** Nodes for the posteriors of rows, from what the encoder sees of them. */
export function posteriorOf(graph: GraphBuilder, parts: ModelParts, inputs: Name): Posterior {
  const { latentDim } = parts.descriptions.options;
  const head = half(graph, parts, 'encoder', inputs);
  const widths = graph.integers(latentDim, latentDim);
  const [mean, unbounded] = graph.nodes('Split', [head, widths], 2, { axis: 1 }) as [Name, Name];
  const logVariance = graph.node('Min', [unbounded, graph.number(LARGEST_LOG_VARIANCE)]);
  return { mean, logVariance };
}

/** Nodes for draws of the posteriors, in the shape that mean, log-variance and noise have together. */
export function drawOf(graph: GraphBuilder, { mean, logVariance }: Posterior, noise: Name): Name {
  const deviation = graph.node('Exp', [graph.multiply(logVariance, graph.number(0.5))]);
  return graph.add(mean, graph.multiply(deviation, noise));
}

/** The outputs of a graph 'encoder'. */
export function addPosterior(graph: GraphBuilder, parts: ModelParts, of: Posterior): GraphBuilder {
  const { latentDim } = parts.descriptions.options;
  graph.output('mean', ['N', latentDim], 'The mean of q(z|x).', of.mean);
  graph.output('logVariance', ['N', latentDim], 'The logarithm of its variance.', of.logVariance);
  return graph;
}
