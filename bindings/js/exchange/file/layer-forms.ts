// What the settings of a layer mean, by its kind: docs/model-file.md. The core alone says which it can have.
import { show } from '../../errors/show.js';
import { VAEError } from '../../errors/errors.js';
import { type Convolution, type Maps, sizeOf } from '../../options/images/maps.js';
import { type Activation, ACTIVATIONS } from '../../options/choices.js';
import type { Layer } from './sections.js';

export interface ConvolutionForm {
  readonly kind: 'convolution' | 'transposedConvolution';
  /** From its image to its maps, of a transposed one too. */
  readonly shape: Convolution;
  readonly activation: Activation | undefined;
}

export interface GroupNormForm {
  readonly kind: 'groupNorm';
  readonly positions: number;
  readonly channels: number;
  readonly groups: number;
  readonly activation: Activation | undefined;
}

/** Transposes rows x columns cells, each of `block` numbers side by side. */
export interface TranspositionForm {
  readonly kind: 'transposition';
  readonly rows: number;
  readonly columns: number;
  readonly block: number;
}

/** What these layers make of its input is added to it. */
export interface ResidualForm {
  readonly kind: 'residual';
  readonly maps: Maps;
  readonly inner: readonly (ConvolutionForm | GroupNormForm)[];
}

export type LayerForm =
  | {
      readonly kind: 'dense' | 'masked';
      readonly outputs: number;
      readonly activation: Activation | undefined;
    }
  | ConvolutionForm
  | GroupNormForm
  | TranspositionForm
  | ResidualForm;

/** @throws ERR_MODEL_FILE for a kind that is not known */
export function layerForm({ kind, settings }: Layer): LayerForm {
  // Settings that are missing give NaN, which is the size of no tensor.
  const at = (place: number) => settings[place] ?? NaN;
  const activation = (place: number) => ACTIVATIONS[at(place)];
  switch (kind) {
    case 'dense':
      return { kind, outputs: at(0), activation: activation(1) };
    case 'masked':
      return { kind, outputs: outputsOfGroups(settings), activation: activation(0) };
    case 'convolution':
    case 'transposedConvolution':
      return { kind, shape: convolutionShape(at), activation: activation(11) };
    case 'groupNorm':
      return {
        ...{ kind, positions: at(0), channels: at(1), groups: at(2) },
        activation: activation(3),
      };
    case 'transposition':
      return { kind, rows: at(0), columns: at(1), block: at(2) };
    case 'residual': {
      const maps = { height: at(0), width: at(1), channels: at(2) };
      return { kind, maps, inner: innerLayers(maps, at(3), activation(4)) };
    }
    default:
      throw new VAEError('ERR_MODEL_FILE', `A layer of the kind ${show(kind)} is not known.`);
  }
}

/** How many numbers a layer gives. */
export function outputsOf(form: LayerForm): number {
  switch (form.kind) {
    case 'dense':
    case 'masked':
      return form.outputs;
    case 'convolution':
      return sizeOf(form.shape.maps);
    case 'transposedConvolution':
      return sizeOf(form.shape.image);
    case 'groupNorm':
      return form.positions * form.channels;
    case 'transposition':
      return form.rows * form.columns * form.block;
    case 'residual':
      return sizeOf(form.maps);
  }
}

/** The settings after the first are pairs: of outputs, and of the inputs that they see. */
function outputsOfGroups(settings: readonly number[]): number {
  return settings.reduce((sum, outputs, i) => sum + (i % 2 === 1 ? outputs : 0), 0);
}

/** ConvolutionShape of src/products/convolution_shape.hpp. */
function convolutionShape(at: (place: number) => number): Convolution {
  const image = { height: at(0), width: at(1), channels: at(2) };
  const kernel = [at(4), at(5)] as const;
  const [stride, top, left, bottom, right] = [at(6), at(7), at(8), at(9), at(10)];
  const maps = {
    height: Math.floor((top + image.height + bottom - kernel[0]) / stride) + 1,
    width: Math.floor((left + image.width + right - kernel[1]) / stride) + 1,
    channels: at(3),
  };
  return { image, maps, kernel, stride, top, left, bottom, right };
}

/** src/layers/residual.cpp. */
function innerLayers(maps: Maps, groups: number, activation: Activation | undefined) {
  const { height, width, channels } = maps;
  const positions = height * width;
  const norm: GroupNormForm = { kind: 'groupNorm', positions, channels, groups, activation };
  const shape: Convolution = {
    ...{ image: maps, maps, kernel: [3, 3], stride: 1 },
    ...{ top: 1, left: 1, bottom: 1, right: 1 },
  };
  const convolution: ConvolutionForm = { kind: 'convolution', shape, activation: undefined };
  return [norm, convolution, norm, convolution];
}
