// A model file from the state dict of another VAE of linear layers: docs/guide/exporting.md.
import { VAEError } from '../../errors/errors.js';
import { type Activation, ACTIVATIONS } from '../../options/choices.js';
import { type CheckedStateDict, stateDictDescription } from '../../options/state-dict-rules.js';
import { freshModelFile } from '../file/fresh-model-file.js';
import { sizeOf, type Tensor } from '../file/model-file.js';
import type { Descriptions, Layer } from '../file/sections.js';
import { refused } from '../safetensors/header.js';
import { readSafetensors } from '../safetensors/safetensors.js';
import { fromTorch } from '../safetensors/torch-layout.js';
import { layersOf } from './architectures.js';
import { freshOptions, freshState } from './fresh-descriptions.js';
import { type LinearLayer, StateDict } from './linear-layers.js';

const WHAT = 'the description of VAE.import()';

/**
 * @param file A safetensors file of 32-bit floats.
 * @param given A StateDictDescription.
 * @throws ERR_MODEL_FILE for a file that lacks a tensor, or has one of another shape or another one;
 *   ERR_OPTION for a description that fits no model
 */
export function modelFileOfStateDict(
  file: Uint8Array<ArrayBuffer>,
  given: unknown,
): Uint8Array<ArrayBuffer> {
  const described = stateDictDescription(given);
  const { tensors } = readSafetensors(file);
  const dict = new StateDict(tensors);
  const layers = layersOf(described.architecture, dict.names);
  const { deviation, tanh } = layers;
  const likelihood = described.likelihood ?? (deviation ? 'gaussian' : 'bernoulli');
  if (layers.decoder.length === 0) refuse('decoder in architecture', 'name a layer');
  const { mean, logVariance } = layers;
  const hasEncoder = layers.encoder.length > 0 || mean !== undefined || logVariance !== undefined;
  if (hasEncoder && (mean === undefined || logVariance === undefined))
    refuse('architecture', 'name both layers mean and logVariance, since it has an encoder');
  if (likelihood === 'bernoulli' && (deviation || tanh || described.logVariance !== undefined))
    refuse('likelihood', "be 'gaussian' for a network with a deviation, a tanh or a logVariance");
  if (deviation && described.logVariance !== undefined)
    refuse('logVariance', 'not be given for a network with a deviation');

  const decoder = dict.takeLayers(layers.decoder);
  const latentDim = inputsOf(decoder[0]!);
  const features = outputsOf(decoder.at(-1)!);
  const hidden = dict.takeLayers(layers.encoder, features);
  const width = hidden.length > 0 ? outputsOf(hidden.at(-1)!) : features;
  const heads = hasEncoder
    ? [mean!, logVariance!].flatMap((name) => dict.takeLayers([name], width, latentDim))
    : [zeros(2 * latentDim, features)];
  const encoder = [...hidden, stacked(heads)];
  const decoded = tanh ? [...decoder, identity(features)] : decoder;
  const weights = [...named('encoder', encoder), ...named('decoder', decoded)];
  if (likelihood === 'gaussian') {
    const values = deviation
      ? logVariances(deviation, dict.take(deviation, [features]))
      : numbersOf('logVariance', described.logVariance ?? 0, features);
    const name = 'likelihood.logVariance';
    weights.push({ name, shape: [features], values: Float32Array.from(values) });
  }
  dict.end();

  const descriptions: Descriptions = {
    options: freshOptions(described, {
      ...{ likelihood, features, latentDim, hiddenDims: hidden.map(outputsOf) },
    }),
    scaling: scalingOf(described, features),
    state: freshState(described),
    layers: {
      encoder: dense(encoder, described.activation),
      decoder: dense(decoded, described.activation, tanh ? 'tanh' : undefined),
    },
    history: [],
    best: { epoch: 0, firstEpoch: 0, fingerprint: '0'.repeat(16) },
  };
  const parts = { descriptions, references: undefined, attachment: undefined, tensors: weights };
  return freshModelFile(parts, (name) => `${name} of ${WHAT}`);
}

function refuse(option: string, expected: string): never {
  throw new VAEError('ERR_OPTION', `${option} of ${WHAT} must ${expected}.`);
}

/** All but the last have an activation; the one before it has `end`, if that is given. */
function dense(layers: readonly LinearLayer[], between: Activation, end = between): Layer[] {
  const last = layers.length - 1;
  return layers.map((layer, k) => {
    const width = outputsOf(layer);
    const activation = ACTIVATIONS.indexOf(k === last - 1 ? end : between);
    return { kind: 'dense', settings: k === last ? [width] : [width, activation] };
  });
}

function named(half: string, layers: readonly LinearLayer[]): Tensor[] {
  return layers.flatMap(({ weight, bias }, k) => [
    fromTorch({ ...weight, name: `${half}.${k}.weight` }),
    { ...bias, name: `${half}.${k}.bias` },
  ]);
}

const inputsOf = ({ weight }: LinearLayer) => weight.shape[1]!;
const outputsOf = ({ weight }: LinearLayer) => weight.shape[0]!;

function zeros(outputs: number, inputs: number): LinearLayer {
  const tensor = (...shape: number[]): Tensor => {
    return { name: '', shape, values: new Float32Array(sizeOf(shape)) };
  };
  return { weight: tensor(outputs, inputs), bias: tensor(outputs) };
}

/** It follows a layer with an activation, since a model's last layer has none. */
function identity(width: number): LinearLayer {
  const layer = zeros(width, width);
  for (let i = 0; i < width; i++) layer.weight.values[i * (width + 1)] = 1;
  return layer;
}

/** One layer with the outputs of several. */
function stacked(layers: readonly LinearLayer[]): LinearLayer {
  const all = zeros(
    layers.reduce((sum, layer) => sum + outputsOf(layer), 0),
    inputsOf(layers[0]!),
  );
  for (const part of ['weight', 'bias'] as const) {
    let at = 0;
    for (const layer of layers) {
      all[part].values.set(layer[part].values, at);
      at += layer[part].values.length;
    }
  }
  return all;
}

function logVariances(name: string, { values }: Tensor): number[] {
  if (values.some((value) => value <= 0))
    throw refused(`has a tensor "${name}" of standard deviations that are not above 0`);
  return Array.from(values, (value) => 2 * Math.log(value));
}

function numbersOf(
  option: string,
  given: number | readonly number[],
  count: number,
): readonly number[] {
  if (typeof given === 'number') return Array.from({ length: count }, () => given);
  if (given.length !== count)
    refuse(option, `have ${count} numbers, one for each column, not ${given.length}`);
  return given;
}

function scalingOf({ scaling, rows }: CheckedStateDict, features: number): Descriptions['scaling'] {
  const offset = numbersOf('offset in scaling', scaling.offset, features);
  const scale = numbersOf('scale in scaling', scaling.scale, features);
  const columns = offset.map((each, j) => ({ offset: each, scale: scale[j]!, constant: false }));
  return { rows, columns };
}
