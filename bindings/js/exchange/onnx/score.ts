// RowScores of src/inference/row_scores.cpp, with the same draws for every row.
import type { ScoreMethod } from '../../options/choices.js';
import type { ModelParts } from '../file/model-file.js';
import type { GraphBuilder, Name } from './graph-builder.js';
import { drawOf, posteriorOf } from './posterior.js';
import { mixtureGain } from './prior.js';

export type GraphMethod = Exclude<ScoreMethod, 'neighbours'>;

/** What a score needs of rows. */
export interface ScoredRows {
  /** What the encoder sees of them. */
  readonly inputs: Name;
  /** Nodes for -log p(x|z) in the model's units, N x K, at latents N x K x L. */
  readonly losses: (z: Name) => Name;
  /** What -log p gains in the user's units: N, or one for all. */
  readonly units: Name;
}

/** Nodes for the scores of rows, N, from an input 'noise'. */
export function scoreOf(
  graph: GraphBuilder,
  parts: ModelParts,
  method: GraphMethod,
  rows: ScoredRows,
): Name {
  const { options, mixture } = parts.descriptions;
  const about = 'Draws from N(0, 1); the more, the less they matter.';
  const noise = graph.input('noise', ['K', options.latentDim], about);
  const { mean, logVariance } = posteriorOf(graph, parts, rows.inputs);
  const aHalf = graph.number(0.5);
  const z = drawOf(
    graph,
    { mean: graph.unsqueeze(mean, 1), logVariance: graph.unsqueeze(logVariance, 1) },
    graph.unsqueeze(noise, 0),
  );
  const losses = rows.losses(z);
  const isLearned = options.priorInUse === 'mixture' && method !== 'reconstruction';
  const gain = isLearned ? mixtureGain(graph, mixture!, z) : undefined;
  return graph.add({ likelihood, elbo, reconstruction }[method](), rows.units);

  function reconstruction(): Name {
    return graph.mean(losses, 1);
  }

  function elbo(): Name {
    const variance = graph.node('Exp', [logVariance]);
    const twice = graph.subtract(graph.add(graph.multiply(mean, mean), variance), logVariance);
    const kl = graph.multiply(graph.sum(graph.subtract(twice, graph.number(1)), 1), aHalf);
    return graph.add(kl, graph.mean(gain ? graph.subtract(losses, gain) : losses, 1));
  }

  /** -log of the mean of p(x|z) p(z) / q(z|x). */
  function likelihood(): Name {
    const ratio = logRatio(graph, logVariance, graph.unsqueeze(noise, 0), z, gain);
    return graph.node('Neg', [graph.logMeanExp(graph.subtract(ratio, losses), 1)]);
  }
}

/**
 * Nodes for log p(z) - log q(z|x), N x K. With z = mean + e^(s/2) noise it is 1/2 sum(s + noise^2 - z^2),
 * s the log-variance, and what the prior gains on N(0, I).
 */
export function logRatio(
  graph: GraphBuilder,
  logVariance: Name,
  noise: Name,
  z: Name,
  gain: Name | undefined,
): Name {
  const squares = (name: Name) => graph.sum(graph.multiply(name, name), 2);
  const ofRow = graph.unsqueeze(graph.sum(logVariance, 1), 1);
  const twice = graph.subtract(graph.add(ofRow, squares(noise)), squares(z));
  const ratio = graph.multiply(twice, graph.number(0.5));
  return gain ? graph.add(ratio, gain) : ratio;
}
