// A model as ONNX graphs: docs/guide/exporting.md.
import type { OnnxGraph, ScoreMethod } from '../../options/choices.js';
import { type ModelParts, readModelFile, servedTensors } from '../file/model-file.js';
import type { TableCells } from '../table-cells.js';
import { decoderOfTable } from './table-decoder.js';
import { GraphBuilder, type Name } from './graph-builder.js';
import { lossesOf, meanOf } from './likelihood.js';
import { modelProto } from './messages.js';
import { half } from './network.js';
import { mixtureGain } from './prior.js';
import { modelRows, unitsOf, userRows } from './scaling.js';

/** largest_log_variance of src/network/posterior.hpp. */
const LARGEST_LOG_VARIANCE = 20;

export type GraphMethod = Exclude<ScoreMethod, 'neighbours'>;

/**
 * @param file From save().
 * @param cells Of a table.
 * @throws ERR_OPTION for a model that has no such graph.
 */
export function onnxOf(
  file: Uint8Array<ArrayBuffer>,
  name: OnnxGraph,
  method: GraphMethod,
  cells: TableCells | undefined,
): Uint8Array<ArrayBuffer> {
  const parts = readModelFile(file);
  const served = { ...parts, tensors: servedTensors(parts) };
  if (cells) return modelProto(decoderOfTable(served, name, cells).graph());
  const writers = { encoder, decoder, score: () => score(served, method) };
  return modelProto(writers[name](served).graph());
}

const N = 'N';
const K = 'K';

function encoder(parts: ModelParts): GraphBuilder {
  const { features, latentDim } = parts.descriptions.options;
  const graph = new GraphBuilder('encoder', 'The posterior q(z|x) of each row.');
  const x = graph.input('x', [N, features], 'Rows in the units of the training data.');
  const { mean, logVariance } = posterior(
    graph,
    parts,
    modelRows(graph, parts.descriptions, x).inputs,
  );
  graph.output('mean', [N, latentDim], 'The mean of q(z|x).', mean);
  graph.output('logVariance', [N, latentDim], 'The logarithm of its variance.', logVariance);
  return graph;
}

function decoder(parts: ModelParts): GraphBuilder {
  const { features, latentDim } = parts.descriptions.options;
  const graph = new GraphBuilder('decoder', 'The mean of the likelihood p(x|z).');
  const z = graph.input('z', [N, latentDim], 'Latent vectors.');
  const mean = meanOf(graph, parts, half(graph, parts, 'decoder', z));
  const x = userRows(graph, parts.descriptions, mean);
  graph.output('x', [N, features], 'Rows in the units of the training data.', x);
  return graph;
}

/** RowScores of src/inference/row_scores.cpp, with the same draws for every row. */
function score(parts: ModelParts, method: GraphMethod): GraphBuilder {
  const { descriptions } = parts;
  const { features, latentDim, priorInUse } = descriptions.options;
  const graph = new GraphBuilder('score', `How odd each row is, in nats: the method '${method}'.`);
  const x = graph.input('x', [N, features], 'Rows in the units of the training data.');
  const noise = graph.input(
    'noise',
    [K, latentDim],
    'Draws from N(0, 1); the more, the less they matter.',
  );
  const rows = modelRows(graph, descriptions, x);
  const { mean, logVariance } = posterior(graph, parts, rows.inputs);
  const aHalf = graph.number(0.5);
  const deviation = graph.node('Exp', [graph.multiply(logVariance, aHalf)]);
  const z = graph.add(
    graph.unsqueeze(mean, 1),
    graph.multiply(graph.unsqueeze(deviation, 1), graph.unsqueeze(noise, 0)),
  );
  const losses = lossesOf(graph, parts, rows, half(graph, parts, 'decoder', z));
  const units = unitsOf(graph, descriptions, x, rows.present);
  const gain = () =>
    priorInUse === 'mixture' ? mixtureGain(graph, descriptions.mixture!, z) : undefined;
  const result = { likelihood, elbo, reconstruction }[method]();
  graph.output('score', [N], 'The higher, the odder.', graph.add(result, units));
  return graph;

  function reconstruction(): Name {
    return graph.mean(losses, 1);
  }

  function elbo(): Name {
    const variance = graph.node('Exp', [logVariance]);
    const twice = graph.subtract(graph.add(graph.multiply(mean, mean), variance), logVariance);
    const kl = graph.multiply(graph.sum(graph.subtract(twice, graph.number(1)), 1), aHalf);
    const gained = gain();
    return graph.add(kl, graph.mean(gained ? graph.subtract(losses, gained) : losses, 1));
  }

  /** -log of the mean of p(x|z) p(z) / q(z|x). */
  function likelihood(): Name {
    const square = (name: Name) => graph.multiply(name, name);
    const ofNoise = graph.unsqueeze(graph.sum(square(noise), 1), 0);
    const ofRow = graph.unsqueeze(graph.sum(logVariance, 1), 1);
    const twice = graph.subtract(graph.add(ofRow, ofNoise), graph.sum(square(z), 2));
    const gained = gain();
    const terms: [Name, ...Name[]] = [graph.multiply(twice, aHalf), ...(gained ? [gained] : [])];
    const weights = graph.subtract(graph.add(...terms), losses);
    return graph.node('Neg', [graph.logMeanExp(weights, 1)]);
  }
}

function posterior(graph: GraphBuilder, parts: ModelParts, inputs: Name) {
  const { latentDim } = parts.descriptions.options;
  const head = half(graph, parts, 'encoder', inputs);
  const widths = graph.integers(latentDim, latentDim);
  const [mean, unbounded] = graph.nodes('Split', [head, widths], 2, { axis: 1 }) as [Name, Name];
  const logVariance = graph.node('Min', [unbounded, graph.number(LARGEST_LOG_VARIANCE)]);
  return { mean, logVariance };
}
