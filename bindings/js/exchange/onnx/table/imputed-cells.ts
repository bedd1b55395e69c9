// Draws the gaps of rows given their other cells: ChainedImputation and Imputation of src/inference.
import type { ModelParts } from '../../file/model-file.js';
import type { GraphBuilder, Name } from '../graph-builder.js';
import { drawOf, posteriorOf } from '../posterior.js';
import { mixtureGain } from '../prior.js';
import { logRatio } from '../score.js';
import { isPresent } from './cell-kind.js';
import { copulaTilts } from './copula-tilts.js';
import { pick } from './levels.js';
import type { Cells, TableNetwork } from './table-network.js';

/**
 * Nodes for the cells of all columns but conditions: the known ones, and one draw for each gap. Adds the
 * inputs 'noise' and, unless the decoder is autoregressive, 'choice'.
 * @param uniform By the core's number of a column whose gaps are drawn: numbers in [0, 1), N.
 */
export function imputedCells(
  graph: GraphBuilder,
  parts: ModelParts,
  network: TableNetwork,
  cells: Cells,
  uniform: ReadonlyMap<number, Name>,
): Cells {
  const { options, mixture } = parts.descriptions;
  const posterior = posteriorOf(graph, parts, network.encoderInputs(cells));
  const z = network.isChain ? latents() : chosenLatents();
  const tilts = copulaTilts(graph, parts.descriptions.copula, network.columns, cells);
  return network.make(z, cells, 'cells', ({ column, kind }, outputs) => {
    const cell = cells.get(column)!;
    const numbers = uniform.get(column);
    if (numbers === undefined) return cell;
    const own = tilts.get(column);
    const tilted = own === undefined ? outputs : graph.add(outputs, own);
    return graph.where(isPresent(graph, cell), cell, kind.draw(tilted, numbers));
  });

  function latents(): Name {
    const noise = graph.input('noise', ['N', options.latentDim], 'Draws from N(0, 1).');
    return drawOf(graph, posterior, noise);
  }

  /** Of K draws of a row's posterior one, with weights p(x, z) / q(z|x). */
  function chosenLatents(): Name {
    const shape = ['N', 'K', options.latentDim];
    const noise = graph.input('noise', shape, 'Draws from N(0, 1), of which one is chosen.');
    const choice = graph.input('choice', ['N'], 'Uniform numbers in [0, 1), which choose it.');
    const [mean, logVariance] = [posterior.mean, posterior.logVariance].map((each) =>
      graph.unsqueeze(each, 1),
    ) as [Name, Name];
    const z = drawOf(graph, { mean, logVariance }, noise);
    const losses = network.losses(z, cells, ({ isCondition }) => !isCondition);
    const gain = options.priorInUse === 'mixture' ? mixtureGain(graph, mixture!, z) : undefined;
    const ratio = logRatio(graph, posterior.logVariance, noise, z, gain);
    const weights = graph.subtract(ratio, losses);
    const { level } = pick(graph, weights, graph.unsqueeze(choice, 1));
    return graph.node('GatherND', [z, graph.unsqueeze(level, 1)], { batch_dims: 1 });
  }
}
