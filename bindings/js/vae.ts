/// <reference lib="esnext.disposable" preserve="true" />
import { abortable } from './abortable.js';
import { anomalyProbability, fitThreshold, isAnomaly } from './anomalies.js';
import { type Build, type BuildChoice, pickBuild } from './builds.js';
import { type Data, dataSource, type Row } from './data-source.js';
import { diagnose, type Diagnosis } from './diagnosis.js';
import { EngineClient } from './engine-client.js';
import { detectFeatures } from './engine-features.js';
import { VAEError } from './errors.js';
import { heldOut } from './held-out.js';
import type { EpochRecord, Losses } from './history.js';
import { interpolate, traverse } from './latent-paths.js';
import { openLocalChannel } from './local-channel.js';
import { fitMixture, type MixtureFit } from './mixture.js';
import { isDeterministic } from './model-file.js';
import type { NativeFacts, NativeOptions } from './native.js';
import { nativeOptions, optionsOf } from './native-options.js';
import { readOptions } from './options.js';
import { Reader } from './reader.js';
import { decode, encode, evaluate, generate, type Posterior, reconstruct } from './reading.js';
import { type DataStream, isDataStream } from './row-stream.js';
import { logLikelihood, score, scoreFeatures } from './scores.js';
import { drawSeed } from './seed.js';
import { show } from './show.js';
import { runStreamTraining } from './stream-training.js';
import { runTraining, type TrainingObserver } from './training.js';
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
import { openWorkerChannel } from './worker-channel.js';

/** What the model runs on. */
export interface Backend {
  readonly build: Build;
  readonly threads: number;
  readonly worker: boolean;
}

// Ends the worker of a model that nobody holds any more.
const forgotten = new FinalizationRegistry((engine: EngineClient) => engine.close(disposed()));

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
  /** Every random number of the model follows from it. */
  readonly seed: number;
  /** Dimensions of the latent space, L. */
  readonly latentDim: number;
  readonly backend: Backend;

  readonly #options: NativeOptions;
  readonly #choice: BuildChoice;
  readonly #reader: Reader;
  #engine: EngineClient | undefined;
  #ready: Promise<EngineClient> | undefined;
  #facts: NativeFacts | undefined;
  #history: EpochRecord[] = [];
  #training = false;
  #disposed = false;

  /** @throws ERR_OPTION */
  constructor(options: VAEOptions = {}) {
    const checked = readOptions('new VAE()', options);
    if (checked.objective === 'iwae' && checked.freeBits > 0)
      throw new VAEError(
        'ERR_OPTION',
        `freeBits of new VAE() is 0 where objective is 'iwae', whose bound has no KL divergence ` +
          `of its own, was given ${checked.freeBits}.`,
      );
    this.seed = checked.seed ?? drawSeed();
    this.latentDim = checked.latentDim;
    this.#choice = pickBuild(checked, detectFeatures());
    this.backend = Object.freeze({ ...this.#choice, worker: checked.worker });
    this.#options = nativeOptions(checked, this.seed);
    this.#reader = new Reader({
      seed: this.seed,
      latentDim: this.latentDim,
      trained: (call) => this.#trained(call),
      opened: () => this.#opened(),
    });
  }

  /**
   * The model in a file that save() made. It generates the same rows, and goes on training as if
   * it had never stopped.
   * @throws ERR_MODEL_FILE, ERR_OPTION, ERR_MEMORY
   */
  static async load(bytes: Uint8Array | ArrayBuffer, options: LoadOptions = {}): Promise<VAE> {
    const { signal, ...run } = readOptions('VAE.load()', options);
    signal?.throwIfAborted();
    const file = copyOfFile(bytes);
    run.deterministic = options.deterministic ?? isDeterministic(file);
    const loader = new VAE(run);
    try {
      const loading = loader.#open((engine) =>
        engine.call('load', loader.#choice, file, options.deterministic),
      );
      await abortable(loading, signal);
      signal?.throwIfAborted();
      const model = new VAE({ ...run, ...optionsOf(loader.#facts!.options) });
      model.#take(loader);
      return model;
    } catch (error) {
      loader.dispose();
      throw error;
    }
  }

  /** D, the values in a row; undefined before training. */
  get features(): number | undefined {
    return this.#facts?.features || undefined;
  }

  /**
   * The epoch whose weights every reading call uses: that with the lowest held-out loss, while no
   * training is under way. Undefined where the last training held no rows out, or is the first.
   */
  get bestEpoch(): number | undefined {
    return this.#facts?.bestEpoch || undefined;
  }

  /** One record for each epoch trained; frozen, and without `seconds` where it was loaded. */
  get history(): EpochRecord[] {
    return [...this.#history];
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
    this.#alive('train()');
    if (this.#training)
      throw new VAEError('ERR_BUSY', 'train() was called while a training is under way.');
    const { features, shuffleRows, validation, earlyStopping, onEpoch, onBatch, signal } =
      readOptions('train()', options);
    signal?.throwIfAborted();
    const once = isDataStream(data) && typeof data !== 'function';
    const { epochs = once ? 1 : this.#options.epochs } = options;
    if (once && epochs !== 1)
      throw new VAEError(
        'ERR_OPTION',
        `epochs of train() is 1 where data is an iterable, which can be read once, was given ` +
          `${epochs}. For more, data is a function that gives a fresh iterable for each epoch.`,
      );
    const apart = heldOut(validation, isDataStream(data));
    if (earlyStopping && !apart)
      throw new VAEError(
        'ERR_OPTION',
        'earlyStopping of train() needs validation: it goes by the loss of held-out rows.',
      );
    const expected = { features, model: this.features };
    const source = isDataStream(data) ? data : dataSource(data, { name: 'data', ...expected });
    this.#training = true;
    try {
      const call = { epochs, heldOut: apart, earlyStopping, onEpoch, onBatch, signal };
      const observer: TrainingObserver = {
        facts: (facts) => this.#adopt(facts),
        epoch: (record, bestEpoch) => {
          this.#history[record.epoch - 1] = frozen(record);
          this.#facts = { ...this.#facts!, bestEpoch };
        },
      };
      const engine = await abortable(this.#opened(), signal);
      if (isDataStream(source))
        await runStreamTraining(engine, source, expected, { ...call, shuffleRows }, observer);
      else await runTraining(engine, source, call, observer);
    } finally {
      this.#training = false;
    }
    return this.history;
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
    return generate(this.#reader, count, options);
  }

  /**
   * The posterior of each row.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async encode(data: Data, options: RowsOptions = {}): Promise<Posterior> {
    return encode(this.#reader, data, options);
  }

  /**
   * The likelihood's mean at each latent vector, in the units of the training data.
   * @param latents rows x latentDim, finite.
   * @returns rows x features.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async decode(latents: Data, options: SignalOption = {}): Promise<Float32Array<ArrayBuffer>> {
    return decode(this.#reader, latents, options);
  }

  /**
   * Each row as the model sees it: decode() of encode()'s mean.
   * @param data rows x features, in the units of the training data.
   * @returns rows x features.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async reconstruct(data: Data, options: RowsOptions = {}): Promise<Float32Array<ArrayBuffer>> {
    return reconstruct(this.#reader, data, options);
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
    return evaluate(this.#reader, data, options);
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
    return logLikelihood(this.#reader, data, options);
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
    return score(this.#reader, data, options);
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
    return scoreFeatures(this.#reader, data, options);
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
    return fitThreshold(this.#reader, data, options);
  }

  /**
   * Whether each row scores above the threshold of fitThreshold(), scored as it was fitted.
   * @param data rows x features, in the units of the training data.
   * @returns One byte per row: 1 for an anomaly, else 0.
   * @throws ERR_NOT_TRAINED, also where there is no threshold; ERR_DATA_SHAPE, ERR_DATA_VALUE,
   *   ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async isAnomaly(data: Data, options: RowsOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
    return isAnomaly(this.#reader, data, options);
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
    return anomalyProbability(this.#reader, data, options);
  }

  /**
   * How the model uses its latent space over the rows, and what is wrong with it, in sentences.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async diagnose(data: Data, options: RowsOptions = {}): Promise<Diagnosis> {
    return diagnose(this.#reader, () => this.#history, data, options);
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
    return interpolate(this.#reader, a, b, steps, options);
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
    return traverse(this.#reader, row, dimension, values, options);
  }

  /**
   * Fits a mixture of Gaussians with full covariances to where the rows lie in the latent space, by
   * EM on one draw from each row's posterior; `generate({ sampling: 'mixture' })` draws from it. It
   * is saved with the model; training drops it, since it changes the latents.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async fitMixture(data: Data, options: FitMixtureOptions = {}): Promise<MixtureFit> {
    return fitMixture(this.#reader, data, options);
  }

  /**
   * The whole model: weights, optimiser, random state, scaling, options, history, threshold and
   * mixture. Equal runs give equal bytes. docs/model-file.md describes them.
   * @throws ERR_NOT_TRAINED, ERR_MEMORY, ERR_DISPOSED
   */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    this.#trained('save()');
    return this.#reader.once((engine) => engine.call('save'));
  }

  /** Frees the memory and ends the worker. Calls under way reject with ERR_DISPOSED. */
  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    forgotten.unregister(this);
    this.#engine?.close(disposed());
    this.#engine = this.#ready = undefined;
  }

  declare [Symbol.dispose]: () => void;

  #alive(call: string): void {
    if (this.#disposed)
      throw new VAEError('ERR_DISPOSED', `${call} was called after the model's dispose().`);
  }

  #trained(call: string): NativeFacts {
    this.#alive(call);
    if (!this.features)
      throw new VAEError('ERR_NOT_TRAINED', `${call} needs a model that is trained: call train().`);
    return this.#facts!;
  }

  #opened(): Promise<EngineClient> {
    return (this.#ready ??= this.#open((engine) =>
      engine.call('create', this.#choice, this.#options),
    ).catch((error: unknown) => {
      // So that the next call may try again.
      this.#ready = undefined;
      throw error;
    }));
  }

  async #open(start: (engine: EngineClient) => Promise<NativeFacts>): Promise<EngineClient> {
    this.#alive('A call');
    const engine = new EngineClient(this.backend.worker ? openWorkerChannel : openLocalChannel);
    this.#engine = engine;
    forgotten.register(this, engine, this);
    try {
      this.#adopt(await start(engine));
    } catch (error) {
      forgotten.unregister(this);
      engine.close(disposed());
      throw error;
    }
    return engine;
  }

  /** The engine of another model, which must not be used any more. */
  #take(other: VAE): void {
    const engine = other.#engine!;
    forgotten.unregister(other);
    forgotten.register(this, engine, this);
    this.#engine = engine;
    this.#ready = Promise.resolve(engine);
    this.#adopt(other.#facts!);
  }

  #adopt(facts: NativeFacts): void {
    const seconds = new Map(this.#history.map((record) => [record.epoch, record]));
    this.#facts = facts;
    this.#history = facts.history.map((record) => seconds.get(record.epoch) ?? frozen(record));
  }
}

// Engines without explicit resource management have no Symbol.dispose yet.
if (Symbol.dispose)
  Object.defineProperty(VAE.prototype, Symbol.dispose, {
    value: VAE.prototype.dispose,
    configurable: true,
    writable: true,
  });

function frozen(record: EpochRecord): EpochRecord {
  Object.freeze(record.klPerDimension);
  Object.freeze(record.validation);
  return Object.freeze(record);
}

function disposed(): VAEError {
  return new VAEError('ERR_DISPOSED', 'The model was disposed of while the call was under way.');
}

/** A copy, since what goes to a worker is lost to the sender. */
function copyOfFile(bytes: unknown): Uint8Array<ArrayBuffer> {
  if (ArrayBuffer.isView(bytes)) {
    const view = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return new Uint8Array(view);
  }
  // By its tag, so that a buffer of another realm serves too.
  if (Object.prototype.toString.call(bytes) === '[object ArrayBuffer]')
    return new Uint8Array((bytes as ArrayBuffer).slice(0));
  throw new VAEError(
    'ERR_MODEL_FILE',
    `VAE.load() takes the Uint8Array that save() gave, was given ${show(bytes)}.`,
  );
}
