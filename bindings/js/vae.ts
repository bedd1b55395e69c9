/// <reference lib="esnext.disposable" preserve="true" />
import { anomalyProbability, fitThreshold, isAnomaly } from './anomalies.js';
import { type Data, dataSource, type Row } from './data-source.js';
import { diagnose, type Diagnosis } from './diagnosis.js';
import { disposable } from './disposable.js';
import { VAEError } from './errors.js';
import { heldOut } from './held-out.js';
import type { EpochRecord, Losses } from './history.js';
import { interpolate, traverse } from './latent-paths.js';
import { fitMixture, type MixtureFit } from './mixture.js';
import { type Backend, Model } from './model.js';
import { readOptions } from './options.js';
import { decode, encode, evaluate, generate, type Posterior, reconstruct } from './reading.js';
import { type DataStream, isDataStream } from './row-stream.js';
import { logLikelihood, score, scoreFeatures } from './scores.js';
import type {
  EvaluateOptions,
  FitMixtureOptions,
  FitThresholdOptions,
  GenerateOptions,
  InterpolateOptions,
  LoadOptions,
  LogLikelihoodOptions,
  RowsOptions,
  ScoreFeaturesOptions,
  ScoreOptions,
  SignalOption,
  TrainOptions,
  VAEOptions,
} from './vae-options.js';

/**
 * A variational autoencoder (Kingma and Welling 2014, https://arxiv.org/abs/1312.6114).
 *
 * ```js
 * const model = new VAE({ latentDim: 20, learningRate: 1e-3, batchSize: 32, epochs: 100 });
 * const history = await model.train(data, { features: 784 });
 * const samples = await model.generate();
 * ```
 *
 * Everything that takes long runs in a worker, which is started by the first such call. A call
 * that fails rejects with a {@link VAEError} and leaves the model as it was. While a training is
 * under way every other call is answered from one consistent state between two batches.
 */
export class VAE implements Disposable {
  #model: Model;

  /** @throws ERR_OPTION */
  constructor(options: VAEOptions = {}) {
    this.#model = new Model('new VAE()', readOptions('new VAE()', options));
  }

  /**
   * The model in a file that save() made. It generates the same rows, and goes on training as if
   * it had never stopped.
   * @throws ERR_MODEL_FILE, ERR_OPTION, ERR_MEMORY
   */
  static async load(bytes: Uint8Array | ArrayBuffer, options: LoadOptions = {}): Promise<VAE> {
    const model = await Model.load('VAE.load()', bytes, options);
    if (model.facts!.attachment) {
      model.dispose();
      throw new VAEError(
        'ERR_MODEL_FILE',
        'VAE.load() was given the file of a model of tables: TableVAE.load() takes it.',
      );
    }
    const vae = new VAE();
    vae.#model = model;
    return vae;
  }

  /** Every random number of the model follows from it. */
  get seed(): number {
    return this.#model.seed;
  }

  /** Dimensions of the latent space, L. */
  get latentDim(): number {
    return this.#model.latentDim;
  }

  get backend(): Backend {
    return this.#model.backend;
  }

  /** D, the values in a row; undefined before training. */
  get features(): number | undefined {
    return this.#model.features || undefined;
  }

  /** How many weights, biases and variances training adjusts; undefined before training. */
  get parameters(): number | undefined {
    return this.#model.parameters || undefined;
  }

  /**
   * The epoch whose weights every reading call uses: that with the lowest held-out loss, while no
   * training is under way. Undefined where the last training held no rows out, or is the first.
   */
  get bestEpoch(): number | undefined {
    return this.#model.bestEpoch;
  }

  /** One record for each epoch trained; frozen, and without `seconds` where it was loaded. */
  get history(): EpochRecord[] {
    return this.#model.history;
  }

  /**
   * Trains, or goes on training, for `epochs` more epochs.
   *
   * A first training settles the scaling of the features, and the likelihood where it is
   * `'auto'`; a later one keeps them.
   * @param data N rows x D features, in any units: whole, or a stream of chunks. A stream is read
   *   while it trains, one pass for each epoch, and so an iterable trains for one; a function that
   *   gives a fresh iterable trains for any number. The scaling of an untrained model comes from
   *   a first pass of its own, or, of an iterable, from the first `shuffleRows` rows. What a
   *   stream throws, and a fault in it that shows in training, ends the training like an abort.
   * @returns The history: one record for each epoch since the model was made.
   * @throws ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED; ERR_BUSY while
   *   another training is under way; ERR_DIVERGED, and the model is back at its last finite epoch;
   *   the signal's `reason`, or what onEpoch or onBatch throws, and the batches done are kept. In
   *   every case only once a read under way is done, since that is from one state of the model.
   */
  async train(data: Data | DataStream, options: TrainOptions = {}): Promise<EpochRecord[]> {
    return this.#model.train(options, ({ features, validation, earlyStopping }) => {
      const once = isDataStream(data) && typeof data !== 'function';
      if (once && (options.epochs ?? 1) !== 1)
        throw new VAEError(
          'ERR_OPTION',
          `epochs of train() is 1 where data is an iterable, which can be read once, was given ` +
            `${options.epochs}. For more, data is a function that gives a fresh iterable for each epoch.`,
        );
      const expected = { name: 'data', features, model: this.features } as const;
      return {
        heldOut: heldOut(validation, isDataStream(data)),
        earlyStopping,
        data: isDataStream(data) ? data : dataSource(data, expected),
        epochs: once ? 1 : undefined,
      };
    });
  }

  /**
   * New rows, in the units of the training data.
   *
   * A Gaussian row is drawn from the likelihood at z ~ N(0, I), or at z from the mixture of
   * fitMixture(); a Bernoulli row is its probabilities.
   * @param count Rows. Default: as many as were trained on.
   * @returns count x features, row after row.
   * @throws ERR_NOT_TRAINED, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async generate(
    count?: number,
    options: GenerateOptions = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    return generate(this.#model.reader, count, options);
  }

  /**
   * The posterior of each row.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async encode(data: Data, options: RowsOptions = {}): Promise<Posterior> {
    return encode(this.#model.reader, data, options);
  }

  /**
   * The likelihood's mean at each latent vector, in the units of the training data.
   * @param latents rows x latentDim, finite.
   * @returns rows x features.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async decode(latents: Data, options: SignalOption = {}): Promise<Float32Array<ArrayBuffer>> {
    return decode(this.#model.reader, latents, options);
  }

  /**
   * Each row as the model sees it: decode() of encode()'s mean.
   * @param data rows x features, in the units of the training data.
   * @returns rows x features.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async reconstruct(data: Data, options: RowsOptions = {}): Promise<Float32Array<ArrayBuffer>> {
    return reconstruct(this.#model.reader, data, options);
  }

  /**
   * How well the model explains the rows: means per row, in nats, in the units of the data.
   *
   * `loss` is reconstruction + beta * kl, with beta at the end of its schedule and no free bits: for
   * the objective `'iwae'` too, whose bound, at beta 1, is the mean of -logLikelihood().
   *
   * A row's noise depends on its place in the data and on the seed alone.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async evaluate(data: Data, options: EvaluateOptions = {}): Promise<Losses> {
    return evaluate(this.#model.reader, data, options);
  }

  /**
   * log p(x) of each row, in nats, in the units of the data: the importance-weighted estimate
   * log 1/K sum p(x, z_k) / q(z_k|x) at K draws of the row's posterior (Burda et al. 2016,
   * https://arxiv.org/abs/1509.00519, equation 8). In the mean over the draws it lies between the
   * ELBO and log p(x), and rises to the latter with K, the `samples`.
   *
   * A row's noise depends on its place in the data and on the seed alone.
   * @param data rows x features, in the units of the training data.
   * @returns One value per row.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async logLikelihood(
    data: Data,
    options: LogLikelihoodOptions = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return logLikelihood(this.#model.reader, data, options);
  }

  /**
   * How odd each row is, in nats, in the units of the data: the higher, the odder. By default an
   * estimate of -log p(x).
   *
   * The draws are the same for every row: a score depends on the row's values, the seed and
   * `samples` alone.
   * @param data rows x features, in the units of the training data.
   * @returns One value per row.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async score(data: Data, options: ScoreOptions = {}): Promise<Float64Array<ArrayBuffer>> {
    return score(this.#model.reader, data, options);
  }

  /**
   * Where a row's oddness lies: -log p(x_j|z) of each feature, averaged over the draws of score(),
   * in nats, in the units of the data. A row's features add up to its score by the method
   * `'reconstruction'`.
   * @param data rows x features, in the units of the training data.
   * @returns rows x features.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async scoreFeatures(
    data: Data,
    options: ScoreFeaturesOptions = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return scoreFeatures(this.#model.reader, data, options);
  }

  /**
   * Settles what isAnomaly() and anomalyProbability() say, by the scores of rows that are normal.
   * It is saved with the model; training drops it, since it changes the scores.
   *
   * Rows that were trained on score lower than fresh ones: for a threshold that holds for fresh
   * rows, give rows that were not trained on.
   * @param data rows x features, in the units of the training data.
   * @returns The threshold, in nats: the ceil((rows + 1) quantile)-th smallest score, or the
   *   largest, so that a fresh row like those given lies above it with a probability of at most
   *   1 - quantile.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async fitThreshold(data: Data, options: FitThresholdOptions = {}): Promise<number> {
    return fitThreshold(this.#model.reader, data, options);
  }

  /**
   * Whether each row scores above the threshold of fitThreshold(), scored as it was fitted.
   * @param data rows x features, in the units of the training data.
   * @returns One byte per row: 1 for an anomaly, else 0.
   * @throws ERR_NOT_TRAINED, also where there is no threshold; ERR_DATA_SHAPE, ERR_DATA_VALUE,
   *   ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async isAnomaly(data: Data, options: RowsOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    return isAnomaly(this.#model.reader, data, options);
  }

  /**
   * How surely each row is an anomaly, from 0 to below 1: the share of the rows of fitThreshold()
   * that score lower, of one more than there were. A fresh row that is like them gets 1 - a or
   * more with a probability of at most a, whatever the model: it is one less the conformal p-value
   * (Bates et al. 2023, https://arxiv.org/abs/2104.08279).
   * @param data rows x features, in the units of the training data.
   * @returns One value per row.
   * @throws as isAnomaly()
   */
  async anomalyProbability(
    data: Data,
    options: RowsOptions = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return anomalyProbability(this.#model.reader, data, options);
  }

  /**
   * How the model uses its latent space over the rows, and what is wrong with it, in sentences.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async diagnose(data: Data, options: RowsOptions = {}): Promise<Diagnosis> {
    return diagnose(this.#model.reader, () => this.#model.history, data, options, Number);
  }

  /**
   * The rows on the way from one row to another: from the mean of the posterior of `a` to that of
   * `b`, both included, in even steps through the latent space.
   * @param a, b features values each, in the units of the training data.
   * @param steps Rows, at least 2. Default 10.
   * @returns steps x features, the likelihood's mean at each step.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async interpolate(
    a: Row,
    b: Row,
    steps?: number,
    options: InterpolateOptions = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    return interpolate(this.#model.reader, a, b, steps, options);
  }

  /**
   * What one latent dimension does: the mean of the row's posterior with that dimension at each of
   * the values, decoded.
   * @param row features values, in the units of the training data.
   * @param dimension From 0 to latentDim - 1.
   * @param values Finite; the prior has mean 0 and deviation 1.
   * @returns values.length x features, the likelihood's mean at each value.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async traverse(
    row: Row,
    dimension: number,
    values: readonly number[] | Float32Array | Float64Array,
    options: SignalOption = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    return traverse(this.#model.reader, row, dimension, values, options);
  }

  /**
   * Fits a mixture of Gaussians with full covariances to where the rows lie in the latent space, by
   * EM on one draw from each row's posterior; `generate({ sampling: 'mixture' })` draws from it. It
   * is saved with the model; training drops it, since it changes the latents.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async fitMixture(data: Data, options: FitMixtureOptions = {}): Promise<MixtureFit> {
    return fitMixture(this.#model.reader, data, options);
  }

  /**
   * The whole model: weights, optimiser, random state, scaling, options, history, threshold and
   * mixture. Equal runs give equal bytes. docs/model-file.md describes them.
   * @throws ERR_NOT_TRAINED, ERR_MEMORY, ERR_DISPOSED
   */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#model.save();
  }

  /** Frees the memory and ends the worker. Calls under way reject with ERR_DISPOSED. */
  dispose(): void {
    this.#model.dispose();
  }

  declare [Symbol.dispose]: () => void;
}

disposable(VAE);
