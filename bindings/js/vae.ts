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
 * A variational autoencoder (Kingma and Welling 2014, https://arxiv.org/abs/1312.6114) of rows of
 * numbers: N rows of D features, in any units, which a model trains on, makes, and judges; L latent
 * dimensions. Losses and scores are in nats.
 *
 * Everything that takes long runs in a worker, which is started by the first such call. A call that
 * fails rejects with a {@link VAEError} and leaves the model as it was; {@link VAEErrorCode} says
 * what the codes mean. While a training is under way every other call is answered from one
 * consistent state between two batches.
 *
 * @example The examples of the methods go on from this one
 * ```js
 * import { VAE } from 'vae1';
 *
 * // 200 people: a height in cm, and a weight in kg that goes with it.
 * const people = Array.from({ length: 200 }, (_, i) => [150 + i / 5, 55 + i / 5 + (i % 7)]);
 * const model = new VAE({ latentDim: 2, hiddenDims: [16], learningRate: 0.01, seed: 1 });
 * await model.train(people, { epochs: 40 });
 * console.log(await model.generate(2)); // Float32Array(4) [ ... ]
 * ```
 */
export class VAE implements Disposable {
  #model: Model;

  /**
   * Checks the options and picks the build; nothing is started or loaded yet.
   * @throws ERR_OPTION for an option that is unknown or not of its kind and range
   * @example
   * ```js
   * const digits = new VAE({ beta: { schedule: 'linear', epochs: 20 }, seed: 1 });
   * console.log(digits.backend); // { build: '...', threads: ..., worker: true }
   * ```
   */
  constructor(options: VAEOptions = {}) {
    this.#model = new Model('new VAE()', readOptions('new VAE()', options));
  }

  /**
   * The model in a file that save() made. It generates the same rows, and goes on training as if it
   * had never stopped.
   * @param bytes The file; copied.
   * @throws ERR_MODEL_FILE for what is no model file, is damaged or of a later version, and for a
   *   file of TableVAE; ERR_OPTION, ERR_MEMORY
   * @example
   * ```js
   * const copy = await VAE.load(await model.save());
   * await copy.train(people, { epochs: 5 });
   * console.log(model.history.length, copy.history.length); // 40 45
   * ```
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

  /** Every random number of the model follows from it: an integer from 0 to 2^53 - 1. */
  get seed(): number {
    return this.#model.seed;
  }

  /** Dimensions of the latent space, L. */
  get latentDim(): number {
    return this.#model.latentDim;
  }

  /** What the model runs on, as the constructor picked it. */
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
   * Trains, or goes on training, for `epochs` more epochs, by Adam (Kingma and Ba 2015,
   * https://arxiv.org/abs/1412.6980) on the ELBO, or the bound that `objective` names.
   *
   * A first training settles the scaling of the features, and the likelihood where it is `'auto'`;
   * a later one keeps them.
   * @param data N x D, in any units: whole, or a stream of chunks. A stream is read while it
   *   trains, one pass for each epoch, and so an iterable trains for one; a function that gives a
   *   fresh iterable trains for any number. The scaling of an untrained model comes from a first
   *   pass of its own, or, of an iterable, from the first `shuffleRows` rows. What a stream throws,
   *   and a fault in it that shows in training, ends the training like an abort.
   * @returns The history: one record for each epoch since the model was made.
   * @throws ERR_DATA_SHAPE for data without rows, ragged, or not D wide; ERR_DATA_VALUE for a value
   *   that the likelihood cannot take; ERR_OPTION, ERR_MEMORY, ERR_DISPOSED; ERR_BUSY while another
   *   training is under way; ERR_DIVERGED, and the model is back at its last finite epoch; the
   *   signal's `reason`, or what onEpoch or onBatch throws, and the batches done are kept. In every
   *   case only once a read under way is done, since that is from one state of the model.
   * @example
   * ```js
   * const history = await model.train(people, { epochs: 10, validation: 0.1 });
   * console.log(history.at(-1).validation); // { loss: ..., reconstruction: ..., kl: ... }
   * console.log(`reads use the weights of epoch ${model.bestEpoch}`); // reads use ...
   * ```
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
   * New rows, in the units of the training data, as 32-bit floats whatever kind of numbers these were.
   *
   * A Gaussian row is drawn from the likelihood at z ~ N(0, I), or at z from the mixture of
   * fitMixture(); a Bernoulli row is its probabilities.
   * @param count Rows. Default: as many as were trained on.
   * @returns `count` x D, row after row.
   * @throws ERR_NOT_TRAINED before train(), and with `sampling: 'mixture'` before fitMixture();
   *   ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const rows = await model.generate(3, { seed: 1 }); // 3 x 2
   * console.log(`the first is ${rows[0]} cm tall`); // the first is ... cm tall
   * ```
   */
  async generate(
    count?: number,
    options: GenerateOptions = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    return generate(this.#model.reader, count, options);
  }

  /**
   * The posterior q(z|x) of each row.
   * @param data N x D, in the units of the training data.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const { mean } = await model.encode(people); // 200 x 2
   * console.log(mean.subarray(2 * 7, 2 * 8)); // Float32Array(2) [ ... ]
   * ```
   */
  async encode(data: Data, options: RowsOptions = {}): Promise<Posterior> {
    return encode(this.#model.reader, data, options);
  }

  /**
   * The likelihood's mean E[x|z] at each latent vector, in the units of the training data.
   * @param latents N x L, finite.
   * @returns N x D.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for vectors that are not L wide,
   *   ERR_DATA_VALUE for a value that is not finite; ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const rows = await model.decode([[0, 0], [1, 0]]); // 2 x 2
   * console.log(rows); // Float32Array(4) [ ... ]
   * ```
   */
  async decode(latents: Data, options: SignalOption = {}): Promise<Float32Array<ArrayBuffer>> {
    return decode(this.#model.reader, latents, options);
  }

  /**
   * Each row as the model sees it: decode() of encode()'s mean.
   * @param data N x D, in the units of the training data.
   * @returns N x D.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const rows = await model.reconstruct(people); // 200 x 2
   * console.log(`${people[0]} became ${rows.subarray(0, 2)}`); // 150,55 became ...
   * ```
   */
  async reconstruct(data: Data, options: RowsOptions = {}): Promise<Float32Array<ArrayBuffer>> {
    return reconstruct(this.#model.reader, data, options);
  }

  /**
   * How well the model explains the rows: means per row, in nats, in the units of the data.
   *
   * `loss` is reconstruction + beta * kl, with beta at the end of its schedule and no free bits:
   * for the objective `'iwae'` too, whose bound, at beta 1, is the mean of -logLikelihood().
   *
   * A row's noise depends on its place in the data and on the seed alone.
   * @param data N x D, in the units of the training data.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const { loss, reconstruction, kl } = await model.evaluate(people);
   * console.log(Math.abs(loss - (reconstruction + kl)) < 1e-6); // true
   * ```
   */
  async evaluate(data: Data, options: EvaluateOptions = {}): Promise<Losses> {
    return evaluate(this.#model.reader, data, options);
  }

  /**
   * log p(x) of each row, in nats, in the units of the data: the importance-weighted estimate log
   * 1/K sum p(x, z_k) / q(z_k|x) at K draws of the row's posterior (Burda et al. 2016,
   * https://arxiv.org/abs/1509.00519, equation 8). In the mean over the draws it lies between the
   * ELBO and log p(x), and rises to the latter with K, the `samples`.
   *
   * A row's noise depends on its place in the data and on the seed alone.
   * @param data N x D, in the units of the training data.
   * @returns N values.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const values = await model.logLikelihood(people, { samples: 20 });
   * console.log(`log p of the first row: ${values[0]} nats`); // log p of the first row: -... nats
   * ```
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
   * @param data N x D, in the units of the training data.
   * @returns N values.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const [usual, odd] = await model.score([[170, 78], [170, 120]]);
   * console.log(odd > usual); // true
   * ```
   */
  async score(data: Data, options: ScoreOptions = {}): Promise<Float64Array<ArrayBuffer>> {
    return score(this.#model.reader, data, options);
  }

  /**
   * Where a row's oddness lies: -log p(x_j|z) of each feature, averaged over the draws of score(),
   * in nats, in the units of the data. A row's features add up to its score by the method
   * `'reconstruction'`.
   * @param data N x D, in the units of the training data.
   * @returns N x D.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const [height, weight] = await model.scoreFeatures([[170, 120]]); // 1 x 2
   * const [score] = await model.score([[170, 120]], { method: 'reconstruction' });
   * console.log(Math.abs(height + weight - score) < 1e-6 * score); // true
   * ```
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
   * @param data N x D, in the units of the training data.
   * @returns The threshold, in nats: the ceil((N + 1) quantile)-th smallest score, or the largest,
   *   so that a fresh row like those given lies above it with a probability of at most 1 -
   *   quantile: split conformal prediction (Bates et al. 2023, https://arxiv.org/abs/2104.08279,
   *   section 2).
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const fresh = people.map(([cm, kg]) => [cm + 0.1, kg]);
   * const threshold = await model.fitThreshold(fresh, { quantile: 0.99 });
   * console.log(`odder than ${threshold} nats is an anomaly`); // odder than ... nats is an anomaly
   * ```
   */
  async fitThreshold(data: Data, options: FitThresholdOptions = {}): Promise<number> {
    return fitThreshold(this.#model.reader, data, options);
  }

  /**
   * Whether each row scores above the threshold of fitThreshold(), scored as it was fitted.
   * @param data N x D, in the units of the training data.
   * @returns N bytes: 1 for an anomaly, else 0.
   * @throws ERR_NOT_TRAINED before train() and where there is no threshold; ERR_DATA_SHAPE for rows
   *   that are not D wide, ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * await model.fitThreshold(people);
   * console.log(await model.isAnomaly([[170, 78], [170, 120]])); // Uint8Array(2) [ 0, 1 ]
   * ```
   */
  async isAnomaly(data: Data, options: RowsOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    return isAnomaly(this.#model.reader, data, options);
  }

  /**
   * How surely each row is an anomaly, from 0 to below 1: the share of the rows of fitThreshold()
   * that score lower, of one more than there were. A fresh row that is like them gets 1 - a or more
   * with a probability of at most a, whatever the model: it is one less the conformal p-value
   * (Bates et al. 2023, https://arxiv.org/abs/2104.08279).
   * @param data N x D, in the units of the training data.
   * @returns N values.
   * @throws ERR_NOT_TRAINED before train() and where there is no threshold; ERR_DATA_SHAPE for rows
   *   that are not D wide, ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION,
   *   ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * await model.fitThreshold(people);
   * const [, odd] = await model.anomalyProbability([[170, 78], [170, 120]]);
   * console.log(odd > 0.95); // true
   * ```
   */
  async anomalyProbability(
    data: Data,
    options: RowsOptions = {},
  ): Promise<Float64Array<ArrayBuffer>> {
    return anomalyProbability(this.#model.reader, data, options);
  }

  /**
   * How the model uses its latent space over the rows, and what is wrong with it, in sentences.
   * @param data N x D, in the units of the training data.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const { activeUnits, findings } = await model.diagnose(people);
   * console.log(`${activeUnits} latent dimensions are used`); // ... latent dimensions are used
   * for (const { code, message } of findings) console.log(code, message);
   * ```
   */
  async diagnose(data: Data, options: RowsOptions = {}): Promise<Diagnosis> {
    return diagnose(this.#model.reader, () => this.#model.history, data, options, Number);
  }

  /**
   * The rows on the way from one row to another: from the mean of the posterior of `a` to that of
   * `b`, both included, in even steps through the latent space.
   * @param a Where it starts: D values, in the units of the training data.
   * @param b Where it ends, likewise.
   * @param steps Rows, at least 2. Default 10.
   * @returns `steps` x D, the likelihood's mean at each step.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for a row that has not D values,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, ERR_MEMORY,
   *   ERR_DISPOSED
   * @example
   * ```js
   * const way = await model.interpolate(people[0], people[199], 5); // 5 x 2
   * console.log(way.length); // 10
   * ```
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
   * @param row D values, in the units of the training data.
   * @param dimension From 0 to L - 1.
   * @param values Finite; the prior has mean 0 and deviation 1.
   * @returns values.length x D, the likelihood's mean at each value.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for a row that has not D values,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION for a dimension that
   *   is not there; ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const rows = await model.traverse(people[0], 1, [-2, -1, 0, 1, 2]); // 5 x 2
   * console.log(rows.length); // 10
   * ```
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
   * EM (Bishop 2006, section 9.2.2) on one draw from each row's posterior; `generate({ sampling:
   * 'mixture' })` draws from it. It is saved with the model; training drops it, since it changes
   * the latents.
   * @param data N x D, in the units of the training data.
   * @throws ERR_NOT_TRAINED before train(); ERR_DATA_SHAPE for rows that are not D wide,
   *   ERR_DATA_VALUE for a value that the likelihood cannot take; ERR_OPTION, also for more
   *   components than rows; ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * await model.fitMixture(people, { components: 3 });
   * const rows = await model.generate(100, { sampling: 'mixture' }); // 100 x 2
   * console.log(rows.length); // 200
   * ```
   */
  async fitMixture(data: Data, options: FitMixtureOptions = {}): Promise<MixtureFit> {
    return fitMixture(this.#model.reader, data, options);
  }

  /**
   * The whole model: weights, optimiser, random state, scaling, options, history, threshold and
   * mixture. Equal runs give equal bytes. docs/model-file.md describes them.
   * @throws ERR_NOT_TRAINED before train(), ERR_MEMORY, ERR_DISPOSED
   * @example
   * ```js
   * const file = await model.save(); // for a file, IndexedDB, a download
   * const copy = await VAE.load(file);
   * console.log(copy.seed === model.seed); // true
   * ```
   */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#model.save();
  }

  /**
   * Frees the memory and ends the worker. Calls under way reject with ERR_DISPOSED. A model that is
   * forgotten is freed too, in time.
   * @example
   * ```js
   * model.dispose();
   * await model.generate(1).catch(({ code }) => console.log(code)); // ERR_DISPOSED
   * ```
   */
  dispose(): void {
    this.#model.dispose();
  }

  /** dispose(), for `using model = new VAE()`. */
  declare [Symbol.dispose]: () => void;
}

disposable(VAE);
