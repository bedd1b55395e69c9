import type { NativeOptions } from '../engine/native.js';
import { ACTIVATIONS, type Decoder, DECODERS, LIKELIHOODS, OBJECTIVES, PRIORS } from './choices.js';
import type { CallOptions } from './options.js';
import { betaOf, learningRateOf, nativeBeta, nativeLearningRate } from './schedules.js';
import type { VAEOptions } from './vae-options.js';

/** The checked options that are part of a model or say how it runs. */
export type CheckedModelOptions = CallOptions<'new VAE()'> &
  Pick<CallOptions<'new TableVAE()'>, 'decoder'>;

/** The options that are part of the model, as the engine takes them. */
export function nativeOptions(checked: CheckedModelOptions, seed: number): NativeOptions {
  return {
    hiddenDims: [...checked.hiddenDims],
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
export function optionsOf(native: NativeOptions): VAEOptions & { decoder: Decoder } {
  const { maxGradientNorm } = native;
  return {
    ...native,
    activation: ACTIVATIONS[native.activation],
    likelihood: LIKELIHOODS[native.likelihood],
    prior: PRIORS[native.prior],
    objective: OBJECTIVES[native.objective],
    decoder: DECODERS[native.decoder]!,
    beta: betaOf(native.beta),
    learningRate: learningRateOf(native.learningRate),
    maxGradientNorm: maxGradientNorm === Infinity ? undefined : maxGradientNorm,
  };
}
