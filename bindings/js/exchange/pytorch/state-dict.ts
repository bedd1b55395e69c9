// A model file from the state dict of another VAE of linear layers: docs/guide/exporting.md.
import { VAEError } from '../../errors/errors.js';
import { ACTIVATIONS } from '../../options/choices.js';
import { type CheckedStateDict, stateDictDescription } from '../../options/state-dict-rules.js';
import { freshModelFile } from '../file/fresh-model-file.js';
import type { Tensor } from '../file/model-file.js';
import type { Descriptions, Layer } from '../file/sections.js';
import { refused } from '../safetensors/header.js';
import { readSafetensors } from '../safetensors/safetensors.js';
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
  const isWhole = layers.mean !== undefined && layers.logVariance !== undefined;
  if (layers.encoder.length > 0 && !isWhole)
    refuse('architecture', 'name the layers mean and logVariance, since it has an encoder');
  if (likelihood === 'bernoulli' && (deviation || tanh || described.logVariance !== undefined))
    refuse('likelihood', "be 'gaussian' for a network with a deviation, a tanh or a logVariance");
  if (deviation && described.logVariance !== undefined)
    refuse('logVariance', 'not be given for a network with a deviation');

  const activation = ACTIVATIONS.indexOf(described.activation);
  const decoder = dict.takeLayers(layers.decoder);
  const latentDim = decoder[0]!.weight.shape[0]!;
  const features = decoder.at(-1)!.weight.shape[1]!;
  const hidden = layers.encoder.length > 0 ? dict.takeLayers(layers.encoder, features) : [];
  const width = hidden.at(-1)?.weight.shape[1] ?? features;
  const heads = [layers.mean, layers.logVariance].map((name) =>
    hidden.length > 0 ? dict.takeLayers([name!], width, latentDim)[0]! : zeros(features, latentDim),
  ) as [LinearLayer, LinearLayer];
  const encoder = [...hidden, sideBySide(heads)];
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
      ...{ likelihood, features, latentDim },
      hiddenDims: hidden.map(({ bias }) => bias.shape[0]!),
    }),
    scaling: scalingOf(described, features),
    state: freshState(described),
    layers: {
      encoder: encoder.map((layer, k) => dense(layer, k < encoder.length - 1 ? activation : -1)),
      decoder: decoded.map((layer, k) => {
        if (k === decoded.length - 1) return dense(layer, -1);
        return dense(
          layer,
          tanh && k === decoder.length - 1 ? ACTIVATIONS.indexOf('tanh') : activation,
        );
      }),
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

function dense({ bias }: LinearLayer, activation: number): Layer {
  const width = bias.shape[0]!;
  return { kind: 'dense', settings: activation < 0 ? [width] : [width, activation] };
}

function named(half: string, layers: readonly LinearLayer[]): Tensor[] {
  return layers.flatMap(({ weight, bias }, k) => [
    { ...weight, name: `${half}.${k}.weight` },
    { ...bias, name: `${half}.${k}.bias` },
  ]);
}

function layer(inputs: number, outputs: number, weights: (at: number) => number): LinearLayer {
  const size = inputs * outputs;
  const values = Float32Array.from({ length: size }, (_, at) => weights(at));
  return {
    weight: { name: '', shape: [inputs, outputs], values },
    bias: { name: '', shape: [outputs], values: new Float32Array(outputs) },
  };
}

const zeros = (inputs: number, outputs: number) => layer(inputs, outputs, () => 0);

/** It follows a layer with an activation, since a model's last layer has none. */
const identity = (width: number) => layer(width, width, (at) => Number(at % (width + 1) === 0));

/** Two layers of the same inputs and as many outputs as one. */
function sideBySide([left, right]: readonly [LinearLayer, LinearLayer]): LinearLayer {
  const [inputs, width] = left.weight.shape as [number, number];
  const join = (of: (layer: LinearLayer) => Tensor, at: number) =>
    [left, right].flatMap((each) => [...of(each).values.subarray(at * width, (at + 1) * width)]);
  const { weight, bias } = layer(inputs, 2 * width, () => 0);
  for (let row = 0; row < inputs; row++)
    weight.values.set(
      join((each) => each.weight, row),
      row * 2 * width,
    );
  bias.values.set(join((each) => each.bias, 0));
  return { weight, bias };
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
