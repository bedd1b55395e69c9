import type { Build, ByBuild, WasmBinary } from '../engine/builds.js';
import type { Data } from '../data/data-source.js';
import type { BatchProgress, EpochRecord } from '../engine/history.js';
import type {
  Activation,
  CategoryForm,
  LatentChoice,
  LatentSource,
  Likelihood,
  Objective,
  OnnxGraph,
  PathMethod,
  Prior,
  ScoreMethod,
} from './choices.js';
import type { ImageLayers, ImageShape } from './image-options.js';
import type { BetaSchedule, LearningRateSchedule } from './schedules.js';
import type { ScriptUrl } from '../host/urls.js';

declare global {
  // For programs without the types of the DOM or Node; with those, these declarations merge.
  interface AbortSignal {}
  interface URL {}
  namespace WebAssembly {
    interface Instance {}
    interface Module {}
  }
}

/** How the model runs; these options do not change the model itself. */
export interface RunOptions {
  /**
   * Number of threads; the result is the same for any number. Default `'auto'`: one per processor,
   * at most 4. It is always 1 in a page that is not cross-origin isolated and with `worker: false`;
   * `backend` reports it.
   */
  threads?: number | 'auto' | undefined;
  /**
   * Makes results equal to the last bit in every engine and on every machine. It excludes builds
   * with relaxed SIMD, which costs some speed. Default false.
   */
  deterministic?: boolean | undefined;
  /**
   * The WebAssembly build to run. Default `'auto'`: the fastest that the engine, the page and the
   * other options allow.
   */
  build?: Build | 'auto' | undefined;
  /** Whether to run in a worker instead of the calling thread. Default true. */
  worker?: boolean | undefined;
  /**
   * The address of the worker's script: a copy of `vae1/worker.js`, with the package's other files
   * beside it. It must be a TrustedScriptURL if the page enforces Trusted Types. A script from
   * another origin is started through a blob, so a policy must allow `blob:` and that origin in
   * `worker-src`. In Node it can also be a path. Default: beside the script that imports the
   * package.
   */
  workerUrl?: ScriptUrl | undefined;
  /**
   * The address of the WebAssembly file: of the build that `build` names, or an object of addresses
   * by build, from which `'auto'` picks the fastest that runs. In Node it is a path or a `file:`
   * URL. Default: beside the worker's script.
   */
  wasmUrl?: string | URL | ByBuild<string | URL> | undefined;
  /**
   * The WebAssembly itself, as bytes or compiled, instead of its address. Default: loaded from the
   * address.
   */
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
  /** Epochs of a train() call that does not set them. Default 100. */
  epochs?: number | undefined;
  /**
   * Widths of the encoder's hidden layers, first to last, at most 64 layers; the decoder mirrors
   * them. `[]` gives a linear model. Default [400].
   */
  hiddenDims?: readonly number[] | undefined;
  /**
   * Says that a row is an image, and of which size. The network then has convolutions in place of
   * `hiddenDims`. `train()` does not need `features`.
   */
  image?: ImageShape | undefined;
  /**
   * The hidden layers of a model of images, at most 64 each for encoder and decoder. Default:
   * convolutions of 3 x 3 with stride 2 until the longer side of their maps is at most 7, the first of 32
   * maps, the others of 64; and a decoder that mirrors them.
   */
  layers?: ImageLayers | undefined;
  /** The activation after each hidden layer. Default `'relu'`. */
  activation?: Activation | undefined;
  /**
   * p(x|z). Default `'auto'`: Bernoulli if the data are bytes, or lie in [0, 1] with at least half
   * of the values exactly 0 or 1; otherwise Gaussian with a learned variance per feature.
   * `'discretizedLogistic'` is for images of bytes, or of k / 255: losses are then true negative
   * log-likelihoods of the bytes, in nats, and loss / (features * log 2) is bits per dimension.
   */
  likelihood?: Likelihood | undefined;
  /**
   * p(z), from which `generate()` draws latents and with which likelihoods are computed.
   *
   * - `'standard'`: N(0, I).
   * - `'mixture'`: a mixture of Gaussians with full covariances, fitted to draws from the posteriors of
   *   training rows when a training ends; held-out rows, or else a tenth of these, choose 1, 4, 16 or
   *   64 components. A training on a stream leaves N(0, I), because its rows are gone when it ends;
   *   fitMixture() then sets the prior.
   * - `'auto'`, the default: such a mixture where held-out rows have a clearly higher bound on log p(x)
   *   with it than with N(0, I); otherwise, and without held-out rows, N(0, I).
   *
   * Training itself always uses N(0, I). `prior` of the model says which one it has. An abort during
   * the fit leaves N(0, I).
   */
  prior?: Prior | undefined;
  /**
   * The objective that training maximises: `'elbo'`, the default, or `'iwae'`, the
   * importance-weighted bound (Burda et al. 2016, https://arxiv.org/abs/1509.00519, equations 8 and
   * 14). The latter is tighter and takes about `importanceSamples` times as long.
   */
  objective?: Objective | undefined;
  /** Draws from the posterior per row; only for `'iwae'`. Default 5. */
  importanceSamples?: number | undefined;
  /**
   * Weight of the KL divergence in the loss, at least 0 (Higgins et al. 2017, "beta-VAE", ICLR), or
   * a schedule of it. With `'iwae'` it is the weight of log p(z) - log q(z|x) in the importance
   * weights. Default 1, the ELBO.
   */
  beta?: number | BetaSchedule | undefined;
  /**
   * Nats that each latent dimension may use at no cost: its mean KL divergence over a batch counts
   * as at least this much (Kingma et al. 2016, https://arxiv.org/abs/1606.04934, equation 15). Not
   * for `'iwae'`. Default 0.
   */
  freeBits?: number | undefined;
  /**
   * The share of the layers' weights and biases that AdamW subtracts in each step, times the
   * learning rate (Loshchilov and Hutter 2019, https://arxiv.org/abs/1711.05101). Default 0.
   */
  weightDecay?: number | undefined;
  /**
   * Limit on the Euclidean norm of the gradient of all parameters; a longer gradient is scaled down
   * to it, as in torch.nn.utils.clip_grad_norm_. Default: no limit.
   */
  maxGradientNorm?: number | undefined;
  /**
   * Whether NaN is a gap, that is, an unknown value. The encoder sees which values are present, and
   * the likelihood counts only those. Infinity remains an error. Default false: NaN is an error
   * too.
   */
  missing?: boolean | undefined;
  /**
   * How many training rows the model keeps, in its file too, for score() to compare others with. At
   * most 4 MB of them are kept, drawn at random; of a stream, the first of a pass. Models with a
   * Bernoulli likelihood or with gaps keep none. Default 10000; 0 keeps none, and score() then uses
   * the likelihood.
   */
  referenceRows?: number | undefined;
  /**
   * An integer from 0 to 2^53 - 1 that determines every random number. Default: drawn at random.
   */
  seed?: number | undefined;
}

/** Options of every long-running call. */
export interface SignalOption {
  /** Stops the call; its promise then rejects with the signal's `reason`. */
  signal?: AbortSignal | undefined;
}

/** Options of `VAE.load()`. */
export interface LoadOptions extends RunOptions, SignalOption {}

/** When training stops early. */
export interface EarlyStopping {
  /** Epochs in a row without a better held-out loss. Default 10. */
  patience?: number | undefined;
  /** The least improvement that counts, in nats per row. Default 0. */
  minDelta?: number | undefined;
}

/** Options of `train()`. */
export interface TrainOptions extends SignalOption {
  /** D, the number of values per row. Required for flat data before the model is trained. */
  features?: number | undefined;
  /**
   * Epochs to train. Default: the constructor's; 1 for an iterable, which can be read only once.
   */
  epochs?: number | undefined;
  /**
   * Rows held out from training; each epoch's record has their loss. Either a share of the rows
   * between 0 and 1, drawn by the seed, or separate data, which a stream requires. When training
   * has ended, every other call uses the weights with the lowest held-out loss, once a schedule of
   * beta has ended; those of a training that ends before are the last ones. Further training
   * continues from the last weights.
   */
  validation?: number | Data | undefined;
  /**
   * Whether training stops once the held-out loss no longer improves. It counts all epochs with the
   * same held-out rows after the end of beta's schedule, including those of earlier calls and of a
   * loaded file. Default false.
   */
  earlyStopping?: boolean | EarlyStopping | undefined;
  /**
   * For a stream: each row is drawn at random from the next `shuffleRows` rows, which have to fit
   * in memory. Default 10000. Data that are not a stream are shuffled completely.
   */
  shuffleRows?: number | undefined;
  /** Called after each epoch. If it returns a promise, training waits for it. */
  onEpoch?: ((record: EpochRecord) => unknown) | undefined;
  /** Called for each batch, in order, a few milliseconds later; training does not wait for it. */
  onBatch?: ((progress: BatchProgress) => unknown) | undefined;
  /**
   * For stepping through a training. It is called before each epoch's first batch, and again once
   * as many batches are done as it returned last: how many follow before the next call, Infinity for
   * the rest of the epoch. If it returns a promise, training waits for it. It does not change the
   * result. Default: training does not wait.
   */
  allowBatches?: (() => number | Promise<number>) | undefined;
}

/** Options of `generate()`. */
export interface GenerateOptions extends SignalOption {
  /**
   * An integer from 0 to 2^53 - 1; equal seeds give equal rows. Default: that of the model.
   */
  seed?: number | undefined;
  /**
   * The number of the first row, from 0 to 2^48. Seed and number determine a row, so calls for rows 0 to
   * 999 and 1,000 to 1,999 make what one call for 2,000 rows makes. Default: 0 with a `seed`; otherwise the
   * number after the last row that such a call has made.
   */
  firstRow?: number | undefined;
  /**
   * Whether to return the decoder's mean instead of a draw from a Gaussian likelihood. Default
   * false.
   */
  mean?: boolean | undefined;
  /**
   * The distribution of the latents: `'prior'`, the model's prior; `'mixture'`, its mixture, fitted
   * by train() as the prior or by fitMixture(); or `'standard'`, N(0, I). Default `'prior'`.
   */
  sampling?: LatentSource | undefined;
}

/** Options of the calls that take rows. */
export interface RowsOptions extends SignalOption {
  /** D, the number of values per row. The model knows it; if given, it must agree. */
  features?: number | undefined;
}

/** An option of calls whose draws for a row depend on the row's number. */
export interface FirstRowOption {
  /**
   * The number of the first row, from 0 to 2^48. Calls for consecutive pieces of the data, each with the
   * number of its first row, answer what one call for all of them answers. Errors count the rows of the call.
   * Default 0.
   */
  firstRow?: number | undefined;
}

/** Options of `evaluate()`. */
export interface EvaluateOptions extends RowsOptions, FirstRowOption {
  /** Whether to score at a draw from the posterior or at its mean. Default `'sample'`. */
  latent?: LatentChoice | undefined;
  /** Seed of the draws. Default: the model's seed. */
  seed?: number | undefined;
}

/** Options of `scoreFeatures()`: its draws are the same for every row. */
export interface ScoreFeaturesOptions extends RowsOptions {
  /**
   * Draws from each row's posterior, 1 to 2^31 - 1; memory does not grow with their number. Default
   * 100.
   */
  samples?: number | undefined;
  /** Seed of the draws. Default: the model's seed. */
  seed?: number | undefined;
}

/** Options of `logLikelihood()`. */
export interface LogLikelihoodOptions extends ScoreFeaturesOptions, FirstRowOption {}

/** Options of `score()`. */
export interface ScoreOptions extends ScoreFeaturesOptions {
  /**
   * The kind of score, in nats: `'likelihood'`, the importance-weighted estimate of -log p(x);
   * `'elbo'`, the negative ELBO, which bounds it; `'reconstruction'`, only -log p(x|z); or
   * `'neighbours'`, half the squared distance to the fifth nearest of the training rows that the
   * model keeps ({@link VAEOptions.referenceRows}), between the posteriors' means and between what
   * the decoder leaves of the rows, each in the model's standard deviations. Default
   * `'neighbours'` if the model keeps rows, otherwise `'likelihood'`.
   */
  method?: ScoreMethod | undefined;
}

/** Options of `fitThreshold()`. */
export interface FitThresholdOptions extends ScoreOptions {
  /** The share of normal rows that should score below the threshold, in (0, 1). Default 0.95. */
  quantile?: number | undefined;
  /**
   * The share that should score above it, that is, 1 - quantile; cannot be combined with
   * `quantile`.
   */
  contamination?: number | undefined;
}

/** Options of `export({ format: 'safetensors' })`. */
export interface SafetensorsExportOptions extends SignalOption {
  /**
   * The weights by the names and in the layout of PyTorch's state_dict(), and all that describes the
   * model, which load() reads too.
   */
  format: 'safetensors';
}

/** Options of `export({ format: 'onnx' })`. */
export interface OnnxExportOptions extends SignalOption {
  /** A graph for ONNX runtimes, from the user's units to the user's units. */
  format: 'onnx';
  /** What it computes: that of encode(), decode(), score() or impute(). */
  graph: OnnxGraph;
  /** For the graph `'score'` alone, as of score(). Default `'likelihood'`. */
  method?: Exclude<ScoreMethod, 'neighbours'> | undefined;
  /**
   * Of a TableVAE alone: whether the graph takes and gives categories and truth values as `'texts'`, or as
   * `'codes'`, their places in `schema`. Default `'texts'`.
   */
  categories?: CategoryForm | undefined;
}

/** Options of `export()`. */
export type ExportOptions = SafetensorsExportOptions | OnnxExportOptions;

/** Options of `interpolate()`. */
export interface InterpolateOptions extends SignalOption {
  /**
   * The path through the latent space: a straight line, or an arc about the origin (Shoemake 1985),
   * which is also straight if the latents are parallel, opposite or zero. Default `'linear'`.
   */
  method?: PathMethod | undefined;
}

/** Options of `fitMixture()`. */
export interface FitMixtureOptions extends RowsOptions {
  /** Number of Gaussians in the mixture, at most the number of rows. Default 10. */
  components?: number | undefined;
  /** Seed of the rows' latents and of the fit's start. Default: the model's seed. */
  seed?: number | undefined;
}
