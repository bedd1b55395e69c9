import type { NativeOptions } from '../engine/native.js';
import { ACTIVATIONS, LIKELIHOODS, OBJECTIVES } from './choices.js';
import type { CallOptions } from './options.js';
import { betaOf, learningRateOf, nativeBeta, nativeLearningRate } from './schedules.js';
import type { VAEOptions } from './vae-options.js';

/** The checked options of `new VAE()`. */
export type CheckedModelOptions = CallOptions<'new VAE()'>;

/** The options that are part of the model, as the engine takes them. */
export function nativeOptions(checked: CheckedModelOptions, seed: number): NativeOptions {
  return {
    hiddenDims: [...checked.hiddenDims],
    latentDim: checked.latentDim,
    activation: ACTIVATIONS.indexOf(checked.activation),
    likelihood: LIKELIHOODS.indexOf(checked.likelihood),
    objective: OBJECTIVES.indexOf(checked.objective),
    importanceSamples: checked.importanceSamples,
    beta: nativeBeta(checked.beta),
    freeBits: checked.freeBits,
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
export function optionsOf(native: NativeOptions): VAEOptions {
  const { maxGradientNorm } = native;
  return {
    ...native,
    activation: ACTIVATIONS[native.activation],
    likelihood: LIKELIHOODS[native.likelihood],
    objective: OBJECTIVES[native.objective],
    beta: betaOf(native.beta),
    learningRate: learningRateOf(native.learningRate),
    maxGradientNorm: maxGradientNorm === Infinity ? undefined : maxGradientNorm,
  };
}
