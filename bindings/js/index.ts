export type { Build } from './builds.js';
export type { Data, NumericArray } from './data-source.js';
export { VAEError, type VAEErrorCode } from './errors.js';
export type { BatchProgress, EpochRecord, Losses } from './history.js';
export type { Activation, LatentChoice, Likelihood } from './options.js';
export type { Chunks, DataStream } from './row-stream.js';
export { type Backend, type Posterior, VAE } from './vae.js';
export type {
  EvaluateOptions,
  GenerateOptions,
  LoadOptions,
  RowsOptions,
  RunOptions,
  SignalOption,
  TrainOptions,
  VAEOptions,
} from './vae-options.js';
