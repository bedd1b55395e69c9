// What a model file says of a model that VAE1 did not train.
import type { CheckedStateDict } from '../../options/state-dict-rules.js';
import type { Descriptions, Options } from '../file/sections.js';

/** A further training has the defaults of new VAE(). */
export function freshOptions(
  { activation, seed }: CheckedStateDict,
  own: Pick<Options, 'features' | 'latentDim' | 'hiddenDims'> & {
    readonly likelihood: 'bernoulli' | 'gaussian';
  },
): Options {
  return {
    ...{ ...own, likelihoodInUse: own.likelihood },
    ...{ activation, seed, deterministic: false, batchSize: 32, epochs: 100, missing: false },
    ...{ objective: 'elbo', importanceSamples: 5, freeBits: 0, weightDecay: 0 },
    ...{ prior: 'standard', priorInUse: 'standard', decoder: 'independent' },
    ...{
      betaSchedule: 'none',
      betaEpochs: 1,
      betaCycles: 4,
      betaTo: 1,
      betaFrom: 0,
      betaRatio: 0.5,
    },
    ...{ learningRateSchedule: 'none', learningRateEpochs: 1, learningRateWarmup: 0 },
    ...{ learningRatePatience: 10, learningRateInitial: 1e-3, learningRateFinal: 0 },
    ...{ learningRateFactor: 0.1, learningRateThreshold: 1e-4, learningRateMinimum: 0 },
    maxGradientNorm: Infinity,
  };
}

export function freshState({ rows }: CheckedStateDict): Descriptions['state'] {
  return {
    ...{ rows, epochsBegun: 0, generated: 0, optimiserSteps: 1 },
    ...{ learningRate: 1e-3, learningRateBest: Infinity },
    ...{ learningRateBadEpochs: 0, learningRateHeldOut: false },
  };
}
