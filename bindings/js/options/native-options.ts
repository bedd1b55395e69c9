import type { NativeImage, NativeOptions } from '../engine/native.js';
import type { ImageNetwork } from './images/image-network.js';
import {
  ACTIVATIONS,
  DECODERS,
  type Likelihood,
  LIKELIHOODS,
  OBJECTIVES,
  PRIORS,
} from './choices.js';
import type { CompleteImageShape } from './image-options.js';
import type { CallOptions } from './options.js';
import { betaOf, learningRateOf, nativeBeta, nativeLearningRate } from './schedules.js';
import type { VAEOptions } from './vae-options.js';

/** The checked options that are part of a model or say how it runs. */
export type CheckedModelOptions = Omit<CallOptions<'new VAE()'>, 'image' | 'layers'> &
  Pick<CallOptions<'new TableVAE()'>, 'decoder'> & { readonly network?: ImageNetwork | undefined };

const NO_IMAGE = { width: 0, height: 0, channels: 0, channelsFirst: false };

/** The options that are part of the model, as the engine takes them. */
export function nativeOptions(checked: CheckedModelOptions, seed: number): NativeOptions {
  const { network } = checked;
  return {
    hiddenDims: [...checked.hiddenDims],
    image: network ? nativeImage(network.image) : NO_IMAGE,
    imageLayers: network?.layers ?? { encoder: [], decoder: [] },
    latentDim: checked.latentDim,
    activation: ACTIVATIONS.indexOf(checked.activation),
    likelihood: LIKELIHOODS.indexOf(checked.likelihood),
    prior: PRIORS.indexOf(checked.prior),
    objective: OBJECTIVES.indexOf(checked.objective),
    decoder: DECODERS.indexOf(checked.decoder),
    importanceSamples: checked.importanceSamples,
    beta: nativeBeta(checked.beta),
    freeBits: checked.freeBits,
    referenceRows: checked.referenceRows,
    learningRate: nativeLearningRate(checked.learningRate),
    weightDecay: checked.weightDecay,
    maxGradientNorm: checked.maxGradientNorm ?? Infinity,
    batchSize: checked.batchSize,
    epochs: checked.epochs,
    missing: checked.missing,
    seed,
    deterministic: checked.deterministic,
  };
}

/** The inverse of nativeOptions(): the options as the constructor takes them. */
export function optionsOf(
  native: NativeOptions,
): Omit<VAEOptions, 'image' | 'layers'> & Pick<CheckedModelOptions, 'decoder' | 'network'> {
  const { maxGradientNorm, image, imageLayers: layers, ...same } = native;
  return {
    ...same,
    network: image.width > 0 ? { image: imageOf(image), layers } : undefined,
    activation: ACTIVATIONS[native.activation],
    likelihood: LIKELIHOODS[native.likelihood] as Likelihood,
    prior: PRIORS[native.prior],
    objective: OBJECTIVES[native.objective],
    decoder: DECODERS[native.decoder]!,
    beta: betaOf(native.beta),
    learningRate: learningRateOf(native.learningRate),
    maxGradientNorm: maxGradientNorm === Infinity ? undefined : maxGradientNorm,
  };
}

function nativeImage({ width, height, channels, channelOrder }: CompleteImageShape): NativeImage {
  return { width, height, channels, channelsFirst: channelOrder === 'first' };
}

export function imageOf(native: NativeImage): CompleteImageShape {
  const { channelsFirst, ...size } = native;
  return { ...size, channelOrder: channelsFirst ? 'first' : 'last' };
}
