// The graphs of a VAE: rows of numbers, N x D.
import { VAEError } from '../../errors/errors.js';
import type { OnnxGraph } from '../../options/choices.js';
import type { ModelParts } from '../file/model-file.js';
import { GraphBuilder, type Name } from './graph-builder.js';
import { half, outputsOfDraws } from './half.js';
import { lossesOf, meanOf } from './likelihood.js';
import { addPosterior, posteriorOf } from './posterior.js';
import { modelRows, unitsOf, userRows } from './scaling.js';
import { type GraphMethod, scoreOf } from './score.js';

/** @throws ERR_OPTION for a model that has no such graph. */
export function graphOfNumbers(
  parts: ModelParts,
  name: OnnxGraph,
  method: GraphMethod,
): GraphBuilder {
  const { image, options } = parts.descriptions;
  const { features, latentDim, missing } = options;
  const writers = { encoder, decoder, score, impute };
  return writers[name]();

  function encoder(): GraphBuilder {
    const graph = new GraphBuilder('encoder', 'The posterior q(z|x) of each row.');
    const { inputs } = modelRows(graph, parts.descriptions, rowsOf(graph));
    return addPosterior(graph, parts, posteriorOf(graph, parts, inputs));
  }

  function decoder(): GraphBuilder {
    const graph = new GraphBuilder('decoder', 'The mean of the likelihood p(x|z).');
    const z = graph.input('z', ['N', latentDim], 'Latent vectors.');
    addRows(graph, 'x', decoded(graph, z));
    return graph;
  }

  function score(): GraphBuilder {
    const about = `How odd each row is, in nats: the method '${method}'.`;
    const graph = new GraphBuilder('score', about);
    const x = rowsOf(graph);
    const rows = modelRows(graph, parts.descriptions, x);
    const losses = (z: Name) => lossesOf(graph, parts, rows, outputsOfDraws(graph, parts, z));
    const units = unitsOf(graph, parts.descriptions, x, rows.present);
    const result = scoreOf(graph, parts, method, { inputs: rows.inputs, losses, units });
    graph.output('score', ['N'], 'The higher, the odder.', result);
    return graph;
  }

  /** What reconstruct() gives stands in the place of gaps. */
  function impute(): GraphBuilder {
    if (!missing)
      throw new VAEError(
        'ERR_OPTION',
        `graph of export() must not be 'impute' for this VAE: ${
          image
            ? 'models of images have no gaps.'
            : 'it has no gaps without missing: true in new VAE().'
        }`,
      );
    const graph = new GraphBuilder('impute', 'Rows whose gaps are filled.');
    const x = rowsOf(graph);
    const { inputs } = modelRows(graph, parts.descriptions, x);
    const made = decoded(graph, posteriorOf(graph, parts, inputs).mean);
    addRows(graph, 'imputed', graph.where(graph.node('IsNaN', [x]), made, x));
    return graph;
  }

  function rowsOf(graph: GraphBuilder): Name {
    return graph.input('x', ['N', features], 'Rows in the units of the training data.');
  }

  function addRows(graph: GraphBuilder, name: Name, rows: Name): void {
    graph.output(name, ['N', features], 'Rows in the units of the training data.', rows);
  }

  function decoded(graph: GraphBuilder, z: Name): Name {
    const mean = meanOf(graph, parts, half(graph, parts, 'decoder', z));
    return userRows(graph, parts.descriptions, mean);
  }
}
