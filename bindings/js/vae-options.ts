import type { Build, ByBuild } from './builds.js';
import type { Data } from './data-source.js';
import type { BatchProgress, EpochRecord } from './history.js';
import type {
  Activation,
  LatentChoice,
  LatentSource,
  Likelihood,
  Objective,
  PathMethod,
  ScoreMethod,
} from './options.js';
import type { BetaSchedule, LearningRateSchedule } from './schedules.js';
import type { ScriptUrl } from './urls.js';
import type { WasmBinary } from './wasm-source.js';

declare global {
  // For programs with the types of neither the DOM nor Node; with these it is merged.
  interface AbortSignal {}
  interface URL {}
  namespace WebAssembly {
    interface Instance {}
    interface Module {}
  }
}

/** How the model runs; none of it changes what the model is. */
export interface RunOptions {
  /**
   * Threads to compute on; the result is the same for any number. Default `'auto'`: one for each
   * processor, up to 4. There is one in a page that is not cross-origin isolated, and with
   * `worker: false`; `backend` tells.
   */
  threads?: number | 'auto' | undefined;
  /**
   * Results the same to the last bit in every engine and on every machine, at some cost in speed:
   * no build with relaxed SIMD. Default false.
   */
  deterministic?: boolean | undefined;
  /**
   * The WebAssembly build to run. Default `'auto'`: the best that the engine, the page and the
   * other options allow.
   */
  build?: Build | 'auto' | undefined;
  /** Whether the work runs in a worker rather than on the calling thread. Default true. */
  worker?: boolean | undefined;
  /**
   * Where the worker's script is: a copy of `vae1/worker.js`, with the package's other files beside
   * it. A TrustedScriptURL where the page enforces Trusted Types. One of another origin is started by a
   * script of this one: a policy has to have `blob:` and that origin in `worker-src`. In Node also a
   * path. Default: beside the script that imports the package.
   */
  workerUrl?: ScriptUrl | undefined;
  /**
   * Where the WebAssembly is: the address of the file of the build that `build` names, or of several
   * by build, of which `'auto'` takes the best that runs. In Node a path, or `file:`. Default: beside
   * the worker's script.
   */
  wasmUrl?: string | URL | ByBuild<string | URL> | undefined;
  /** The same, rather than by its address as bytes, or compiled. Default: from its address. */
  wasmBinary?: WasmBinary | ByBuild<WasmBinary> | undefined;
}

/** Options of `new VAE()`. */
export interface VAEOptions extends RunOptions {
  /** L, the dimensions of the latent space, at least 1. Default 20. */
  latentDim?: number | undefined;
  /** Adam's step size, above 0, or a schedule of it. Default 1e-3. */
  learningRate?: number | LearningRateSchedule | undefined;
  /** Rows of a mini-batch, at least 1. Default 32. */
  batchSize?: number | undefined;
  /** Epochs of a call of train() that names none. Default 100. */
  epochs?: number | undefined;
  /**
   * Widths of the encoder's hidden layers, first to last, at most 64; the decoder mirrors them. `[]`
   * is a linear model. Default [400].
   */
  hiddenDims?: readonly number[] | undefined;
  /** After each hidden layer. Default `'relu'`. */
  activation?: Activation | undefined;
  /**
   * p(x|z). Default `'auto'`: Bernoulli where the data are bytes, or lie in [0, 1] with at least
   * half of the values exactly 0 or 1; otherwise Gaussian with a learned variance per feature.
   */
  likelihood?: Likelihood | undefined;
  /**
   * What training maximises. `'elbo'`, the default, or `'iwae'`: the importance-weighted bound
   * (Burda et al. 2016, https://arxiv.org/abs/1509.00519, equations 8 and 14), which is tighter,
   * and takes about `importanceSamples` times as long.
   */
  objective?: Objective | undefined;
  /** Of `'iwae'` alone: draws from the posterior per row. Default 5. */
  importanceSamples?: number | undefined;
  /**
   * Weight of the KL divergence in the loss, at least 0 (Higgins et al. 2017, "beta-VAE", ICLR),
   * or a schedule of it; with `'iwae'` of log p(z) - log q(z|x) in the weights. Default 1: the ELBO.
   */
  beta?: number | BetaSchedule | undefined;
  /**
   * Nats that each latent dimension may use for nothing: its KL divergence, the mean over a batch,
   * counts as at least that (Kingma et al. 2016, https://arxiv.org/abs/1606.04934, equation 15).
   * Not with `'iwae'`. Default 0.
   */
  freeBits?: number | undefined;
  /**
   * What AdamW takes off the layers' weights and biases in each step, times the learning rate
   * (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101). Default 0.
   */
  weightDecay?: number | undefined;
  /**
   * The longest gradient of all parameters together, in its Euclidean norm; a longer one is scaled
   * down to it, as torch.nn.utils.clip_grad_norm_ does. Default: any length.
   */
  maxGradientNorm?: number | undefined;
  /**
   * Whether NaN is a gap: a value that is not known. The encoder sees which values are there, and
   * the likelihood counts those alone. Infinity is an error all the same. Default false: NaN too.
   */
  missing?: boolean | undefined;
  /** An integer from 0 to 2^53 - 1 that decides every random number. Default: drawn. */
  seed?: number | undefined;
}

/** Options of every call that takes long. */
export interface SignalOption {
  /** Stops the call; its promise rejects with the signal's `reason`. */
  signal?: AbortSignal | undefined;
}

/** Options of `VAE.load()`. */
export interface LoadOptions extends RunOptions, SignalOption {}

/** When a training ends before its time. */
export interface EarlyStopping {
  /** Epochs in a row without a better held-out loss. Default 10. */
  patience?: number | undefined;
  /** Nats per row that a better one is below the best. Default 0. */
  minDelta?: number | undefined;
}

/** Options of `train()`. */
export interface TrainOptions extends SignalOption {
  /** D, the values in a row of flat data. Needed there before the model is trained. */
  features?: number | undefined;
  /** Epochs to train for. Default: the constructor's; 1 for an iterable, which is read once. */
  epochs?: number | undefined;
  /**
   * Rows that are held out from training, whose loss after each epoch stands in the record: a share
   * of the rows between 0 and 1, drawn by the seed, or data of its own, which a stream needs. The
   * weights with the lowest held-out loss serve every reading call once the training has ended;
   * training goes on from the last ones.
   */
  validation?: number | Data | undefined;
  /**
   * Whether the training ends once the held-out loss gets no better. It counts the epochs since
   * the rows held out are these, those of earlier calls and of a loaded file too. Default false.
   */
  earlyStopping?: boolean | EarlyStopping | undefined;
  /**
   * Of a stream: each row is drawn at random from the next `shuffleRows` rows, which have to fit
   * in memory. Default 10000. Data given whole are shuffled as a whole.
   */
  shuffleRows?: number | undefined;
  /** Called after each epoch. The training waits for the promise that it returns, if any. */
  onEpoch?: ((record: EpochRecord) => unknown) | undefined;
  /** Called for each batch, in order, some milliseconds after it; the training does not wait. */
  onBatch?: ((progress: BatchProgress) => unknown) | undefined;
}

/** Options of `generate()`. */
export interface GenerateOptions extends SignalOption {
  /**
   * From 0 to 2^53 - 1: the same seed, the same rows. Default: each call draws on from the model's
   * own stream.
   */
  seed?: number | undefined;
  /** The decoder's mean rather than a draw from a Gaussian likelihood. Default false. */
  mean?: boolean | undefined;
  /**
   * What latents are drawn from: the prior N(0, I), or the mixture that fitMixture() fitted to the
   * latents of rows. Default `'prior'`.
   */
  sampling?: LatentSource | undefined;
}

/** Options of the calls that read rows. */
export interface RowsOptions extends SignalOption {
  /** D, the values in a row. The model knows; given all the same, it has to agree. */
  features?: number | undefined;
}

/** Options of `evaluate()`. */
export interface EvaluateOptions extends RowsOptions {
  /** Score at a draw from the posterior, or at its mean. Default `'sample'`. */
  latent?: LatentChoice | undefined;
  /** Of the draws. Default: the model's seed. */
  seed?: number | undefined;
}

/** Options of `logLikelihood()`. */
export interface LogLikelihoodOptions extends RowsOptions {
  /** Draws from each row's posterior, 1 to 2^31 - 1; memory does not grow with them. Default 100. */
  samples?: number | undefined;
  /** Of the draws. Default: the model's seed. */
  seed?: number | undefined;
}

/** Options of `scoreFeatures()`. */
export interface ScoreFeaturesOptions extends RowsOptions {
  /** Draws that a score is averaged over, 1 to 2^31 - 1. Default 100. */
  samples?: number | undefined;
  /** Of the draws, which are the same for every row. Default: the model's seed. */
  seed?: number | undefined;
}

/** Options of `score()`. */
export interface ScoreOptions extends ScoreFeaturesOptions {
  /**
   * What the score is, in nats: `'likelihood'`, the importance-weighted estimate of -log p(x);
   * `'elbo'`, its bound, the negative ELBO; `'reconstruction'`, -log p(x|z) alone. Default
   * `'likelihood'`: how probable a row is under the model is what the others approximate.
   */
  method?: ScoreMethod | undefined;
}

/** Options of `fitThreshold()`. */
export interface FitThresholdOptions extends ScoreOptions {
  /** Share of rows like those given that shall lie below the threshold, in (0, 1). Default 0.95. */
  quantile?: number | undefined;
  /** The share that shall lie above: 1 - quantile, said the other way; not with `quantile`. */
  contamination?: number | undefined;
}

/** Options of `interpolate()`. */
export interface InterpolateOptions extends SignalOption {
  /**
   * The way through the latent space: a straight line, or an arc about the origin (Shoemake 1985),
   * which is a straight line too where the latents are parallel, opposite or zero. Default
   * `'linear'`.
   */
  method?: PathMethod | undefined;
}

/** Options of `fitMixture()`. */
export interface FitMixtureOptions extends RowsOptions {
  /** Gaussians in the mixture, at most as many as rows. Default 10. */
  components?: number | undefined;
  /** Of the rows' latents and of where the fit begins. Default: the model's seed. */
  seed?: number | undefined;
}
