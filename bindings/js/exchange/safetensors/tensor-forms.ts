// The tensors of a network, which follow from its description: docs/model-file.md.
import { layerForm, type LayerForm, outputsOf } from '../file/layer-forms.js';
import type { Column, Descriptions, Layers } from '../file/sections.js';
import { atomsOf, hatsOf } from '../ordinal-scale.js';
import type { TensorForm } from './torch-layout.js';

/** In the order of the model file. */
export function tensorForms({
  options,
  columns,
  layers,
  skip = [],
}: Descriptions): readonly TensorForm[] {
  const { features, latentDim, missing, decoder, likelihoodInUse } = options;
  const placeAll = (half: keyof Layers, inputs: number): TensorForm[] =>
    layers[half].map(layerForm).flatMap((form, k, all) => {
      return tensorsOf(`${half}.${k}`, form, k === 0 ? inputs : outputsOf(all[k - 1]!));
    });
  const isChain = decoder === 'autoregressive' && columns !== undefined;
  const widths = columns?.map((column) => codedWidth(column, isChain)) ?? [];
  const inputs = columns ? sum(widths) : features * (missing ? 2 : 1);
  const conditions = sum(widths.filter((_, j) => columns![j]!.flags.includes('condition')));
  const decoderInputs = latentDim + (isChain ? 2 * inputs - conditions : conditions);
  const gaussians = columns
    ? sum(columns.map(gaussiansOf))
    : likelihoodInUse === 'gaussian'
      ? features
      : 0;
  return [
    ...placeAll('encoder', inputs),
    ...placeAll('decoder', decoderInputs),
    ...skip.flatMap((layer) => tensorsOf('decoder.skip', layerForm(layer), decoderInputs)),
    ...(gaussians > 0 ? [vector('likelihood.logVariance', gaussians)] : []),
  ];
}

/** Of a layer by this name. */
function tensorsOf(name: string, form: LayerForm, inputs: number): readonly TensorForm[] {
  switch (form.kind) {
    case 'dense':
    case 'masked':
      return [
        { name: `${name}.weight`, shape: [inputs, form.outputs], kernel: undefined },
        vector(`${name}.bias`, form.outputs),
      ];
    case 'convolution':
    case 'transposedConvolution': {
      const { image, maps, kernel } = form.shape;
      const [height, width] = kernel;
      const { channels } = image;
      return [
        {
          name: `${name}.weight`,
          shape: [height * width * channels, maps.channels],
          kernel: { height, width, channels },
        },
        vector(`${name}.bias`, form.kind === 'convolution' ? maps.channels : channels),
      ];
    }
    case 'groupNorm':
      return [vector(`${name}.weight`, form.channels), vector(`${name}.bias`, form.channels)];
    case 'transposition':
      return [];
    case 'residual':
      return form.inner.flatMap((each, k) => tensorsOf(`${name}.${k}`, each, inputs));
  }
}

const vector = (name: string, length: number): TensorForm => {
  return { name, shape: [length], kernel: undefined };
};

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

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
