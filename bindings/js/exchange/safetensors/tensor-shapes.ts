// The tensors of a network, which follow from its description: docs/model-file.md.
import type { Column, Descriptions, Layer, Layers } from '../file/sections.js';
import { atomsOf, hatsOf } from '../ordinal-scale.js';

/** Their shapes by name, in the order of the model file, with weights as inputs x outputs. */
export function tensorShapes({
  options,
  columns,
  layers,
  skip = [],
}: Descriptions): Map<string, number[]> {
  const { features, latentDim, missing, decoder, likelihoodInUse } = options;
  const shapes = new Map<string, number[]>();
  const place = (name: string, { kind, settings }: Layer, inputs: number) => {
    const outputs = kind === 'dense' ? settings[0]! : masked(settings);
    shapes.set(`${name}.weight`, [inputs, outputs]);
    shapes.set(`${name}.bias`, [outputs]);
    return outputs;
  };
  const placeAll = (half: keyof Layers, inputs: number) => {
    for (const [k, layer] of layers[half].entries()) inputs = place(`${half}.${k}`, layer, inputs);
  };
  const isChain = decoder === 'autoregressive' && columns !== undefined;
  const widths = columns?.map((column) => codedWidth(column, isChain)) ?? [];
  const inputs = columns ? sum(widths) : features * (missing ? 2 : 1);
  const conditions = sum(widths.filter((_, j) => columns![j]!.flags.includes('condition')));
  const decoderInputs = latentDim + (isChain ? 2 * inputs - conditions : conditions);
  placeAll('encoder', inputs);
  placeAll('decoder', decoderInputs);
  for (const layer of skip) place('decoder.skip', layer, decoderInputs);
  const gaussians = columns ? sum(columns.map(gaussiansOf)) : features;
  if (likelihoodInUse !== 'bernoulli' && gaussians > 0)
    shapes.set('likelihood.logVariance', [gaussians]);
  return shapes;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** The settings after the first are pairs: of outputs, and of the inputs that they see. */
function masked(settings: readonly number[]): number {
  return sum(settings.filter((_, i) => i % 2 === 1));
}

function gaussiansOf({ kind, flags, components }: Column): number {
  return kind === 'real' && !flags.includes('condition') ? Math.max(components.length, 1) : 0;
}

/** How many numbers the network sees of a cell: RowCoding of src/network/row_coding.cpp. */
function codedWidth({ kind, flags, levels, components, shares }: Column, isChain: boolean): number {
  if (kind === 'offset') return 0;
  const presence = isChain || flags.includes('optional') ? 1 : 0;
  if (kind === 'categorical') return levels + presence;
  if (kind === 'ordinal') return ordinalWidth(levels, shares!) + presence;
  return 1 + components.length + presence;
}

/** OrdinalCode of src/network/ordinal_code.cpp: hats, or one for each level, then a place and atoms. */
function ordinalWidth(levels: number, shares: readonly number[]): number {
  return (hatsOf(levels) ?? levels) + 1 + atomsOf(shares).length;
}
