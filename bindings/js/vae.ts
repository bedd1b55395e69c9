/// <reference lib="esnext.disposable" preserve="true" />
import { abortable } from './abortable.js';
import { type Build, type BuildChoice, pickBuild } from './builds.js';
import { type Data, type DataSource, dataSource } from './data-source.js';
import { EngineClient } from './engine-client.js';
import { detectFeatures } from './engine-features.js';
import { VAEError } from './errors.js';
import type { EpochRecord, Losses } from './history.js';
import { latentSource } from './latent-source.js';
import { openLocalChannel } from './local-channel.js';
import { isDeterministic } from './model-file.js';
import type { NativeFacts, NativeOptions } from './native.js';
import { ACTIVATIONS, LATENT_CHOICES, LIKELIHOODS, readOption, readOptions } from './options.js';
import { ReadQueue } from './read-queue.js';
import { resultArray } from './result-array.js';
import { type DataStream, isDataStream } from './row-stream.js';
import { rowsPerChunk } from './rows-per-chunk.js';
import { drawSeed } from './seed.js';
import { show } from './show.js';
import { runStreamTraining } from './stream-training.js';
import { runTraining, type TrainingObserver } from './training.js';
import type {
  EvaluateOptions,
  GenerateOptions,
  LoadOptions,
  RowsOptions,
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

/** The posterior q(z|x) of each row: Gaussians with diagonal covariance. Each rows x latentDim. */
export interface Posterior {
  mean: Float32Array<ArrayBuffer>;
  logVariance: Float32Array<ArrayBuffer>;
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
  readonly #reads = new ReadQueue();
  #engine: EngineClient | undefined;
  #ready: Promise<EngineClient> | undefined;
  #facts: NativeFacts | undefined;
  #history: EpochRecord[] = [];
  #training = false;
  #disposed = false;

  /** @throws ERR_OPTION */
  constructor(options: VAEOptions = {}) {
    const checked = readOptions('new VAE()', options);
    this.seed = checked.seed ?? drawSeed();
    this.latentDim = checked.latentDim;
    this.#choice = pickBuild(checked, detectFeatures());
    this.backend = Object.freeze({ ...this.#choice, worker: checked.worker });
    this.#options = {
      hiddenDims: [...checked.hiddenDims],
      latentDim: checked.latentDim,
      activation: ACTIVATIONS.indexOf(checked.activation),
      likelihood: LIKELIHOODS.indexOf(checked.likelihood),
      beta: checked.beta,
      learningRate: checked.learningRate,
      batchSize: checked.batchSize,
      epochs: checked.epochs,
      seed: this.seed,
      deterministic: checked.deterministic,
    };
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
      const saved = loader.#facts!.options;
      const model = new VAE({
        ...run,
        ...saved,
        activation: ACTIVATIONS[saved.activation],
        likelihood: LIKELIHOODS[saved.likelihood],
      });
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
   *   the signal's `reason`, or what onEpoch or onBatch throws, and the batches done are kept.
   */
  async train(data: Data | DataStream, options: TrainOptions = {}): Promise<EpochRecord[]> {
    this.#alive('train()');
    if (this.#training)
      throw new VAEError('ERR_BUSY', 'train() was called while a training is under way.');
    const { features, shuffleRows, onEpoch, onBatch, signal } = readOptions('train()', options);
    signal?.throwIfAborted();
    const once = isDataStream(data) && typeof data !== 'function';
    const { epochs = once ? 1 : this.#options.epochs } = options;
    if (once && epochs !== 1)
      throw new VAEError(
        'ERR_OPTION',
        `epochs of train() is 1 where data is an iterable, which can be read once, was given ` +
          `${epochs}. For more, data is a function that gives a fresh iterable for each epoch.`,
      );
    const expected = { features, model: this.features };
    const source = isDataStream(data) ? data : dataSource(data, { name: 'data', ...expected });
    this.#training = true;
    try {
      const call = { epochs, onEpoch, onBatch, signal };
      const observer: TrainingObserver = {
        facts: (facts) => this.#adopt(facts),
        epoch: (record) => (this.#history[record.epoch - 1] = Object.freeze(record)),
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
   * A Gaussian row is drawn from the likelihood at z ~ N(0, I); a Bernoulli row is its
   * probabilities.
   * @param count Rows. Default: as many as were trained on.
   * @returns count x features, row after row.
   * @throws ERR_NOT_TRAINED, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async generate(
    count?: number,
    options: GenerateOptions = {},
  ): Promise<Float32Array<ArrayBuffer>> {
    const { features, rows, options: model } = this.#trained('generate()');
    const total = readOption('generate()', 'count', count) ?? rows;
    const { seed, mean, signal } = readOptions('generate()', options);
    signal?.throwIfAborted();
    const out = resultArray(total, features);
    const step = this.#rowsPerChunk();
    await this.#read(signal, async (engine, generated) => {
      const start = seed === undefined ? generated : 0;
      for (let first = 0; first < total; first += step) {
        signal?.throwIfAborted();
        const n = Math.min(step, total - first);
        const rows = await engine.call('generate', seed ?? model.seed, start + first, n, mean);
        out.set(rows, first * features);
      }
      signal?.throwIfAborted();
      return seed === undefined ? start + total : undefined;
    });
    return out;
  }

  /**
   * The posterior of each row.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async encode(data: Data, options: RowsOptions = {}): Promise<Posterior> {
    const trained = this.#trained('encode()');
    const { features, signal } = readOptions('encode()', options);
    const source = dataSource(data, { name: 'data', features, model: trained.features });
    const mean = resultArray(source.rows, this.latentDim);
    const logVariance = resultArray(source.rows, this.latentDim);
    await this.#readRows(source, signal, async (engine, values, n, first) => {
      const both = await engine.call('encode', values, n, first, source.kind);
      mean.set(both.subarray(0, both.length / 2), first * this.latentDim);
      logVariance.set(both.subarray(both.length / 2), first * this.latentDim);
    });
    return { mean, logVariance };
  }

  /**
   * The likelihood's mean at each latent vector, in the units of the training data.
   * @param latents rows x latentDim, finite.
   * @returns rows x features.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async decode(latents: Data, options: SignalOption = {}): Promise<Float32Array<ArrayBuffer>> {
    const { features } = this.#trained('decode()');
    const { signal } = readOptions('decode()', options);
    const source = latentSource(latents, this.latentDim);
    const out = resultArray(source.rows, features);
    await this.#readRows(source, signal, async (engine, values, n, first) => {
      out.set(await engine.call('decode', values, n), first * features);
    });
    return out;
  }

  /**
   * Each row as the model sees it: decode() of encode()'s mean.
   * @param data rows x features, in the units of the training data.
   * @returns rows x features.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async reconstruct(data: Data, options: RowsOptions = {}): Promise<Float32Array<ArrayBuffer>> {
    const trained = this.#trained('reconstruct()');
    const { features, signal } = readOptions('reconstruct()', options);
    const source = dataSource(data, { name: 'data', features, model: trained.features });
    const out = resultArray(source.rows, source.features);
    await this.#readRows(source, signal, async (engine, values, n, first) => {
      const rows = await engine.call('reconstruct', values, n, first, source.kind);
      out.set(rows, first * source.features);
    });
    return out;
  }

  /**
   * How well the model explains the rows: means per row, in nats, in the units of the data.
   *
   * A row's noise depends on its place in the data and on the seed alone.
   * @param data rows x features, in the units of the training data.
   * @throws ERR_NOT_TRAINED, ERR_DATA_SHAPE, ERR_DATA_VALUE, ERR_OPTION, ERR_MEMORY, ERR_DISPOSED
   */
  async evaluate(data: Data, options: EvaluateOptions = {}): Promise<Losses> {
    const trained = this.#trained('evaluate()');
    const { features, latent, seed = this.seed, signal } = readOptions('evaluate()', options);
    const source = dataSource(data, { name: 'data', features, model: trained.features });
    const choice = LATENT_CHOICES.indexOf(latent);
    let reconstruction = 0;
    let kl = 0;
    await this.#readRows(source, signal, async (engine, values, n, first) => {
      const losses = await engine.call('rowLosses', values, n, first, source.kind, choice, seed);
      // Row by row, so that the sums do not depend on how the rows fall into chunks.
      for (let i = 0; i < n; i++) {
        reconstruction += losses[i]!;
        kl += losses[n + i]!;
      }
    });
    reconstruction /= source.rows;
    kl /= source.rows;
    return { loss: reconstruction + this.#options.beta * kl, reconstruction, kl };
  }

  /**
   * The whole model: weights, optimiser, random state, scaling, options, history. Equal runs give
   * equal bytes. docs/model-file.md describes them.
   * @throws ERR_NOT_TRAINED, ERR_MEMORY, ERR_DISPOSED
   */
  async save(): Promise<Uint8Array<ArrayBuffer>> {
    this.#trained('save()');
    return this.#reads.run(undefined, async () => (await this.#opened()).call('save'));
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
    this.#history = facts.history.map(
      (record) => seconds.get(record.epoch) ?? Object.freeze(record),
    );
  }

  /**
   * Runs `task` on one consistent state of the model, after the reads asked for before. It gets
   * the position in the model's own stream, and may return a new one.
   */
  #read(
    signal: AbortSignal | undefined,
    task: (engine: EngineClient, generated: number) => Promise<number | undefined | void>,
  ): Promise<void> {
    return this.#reads.run(signal, async () => {
      const engine = await abortable(this.#opened(), signal);
      const generated = await engine.call('beginRead');
      let position: number | undefined | void;
      try {
        position = await task(engine, generated);
      } catch (error) {
        await engine.call('endRead').catch(() => {});
        throw error;
      }
      await engine.call('endRead', position ?? undefined);
    });
  }

  async #readRows(
    source: DataSource,
    signal: AbortSignal | undefined,
    use: (
      engine: EngineClient,
      values: ReturnType<DataSource['chunk']>,
      rows: number,
      first: number,
    ) => Promise<void>,
  ): Promise<void> {
    signal?.throwIfAborted();
    const step = this.#rowsPerChunk();
    await this.#read(signal, async (engine) => {
      for (let first = 0; first < source.rows; first += step) {
        signal?.throwIfAborted();
        const rows = Math.min(step, source.rows - first);
        await use(engine, source.chunk(first, rows), rows, first);
      }
      signal?.throwIfAborted();
    });
  }

  #rowsPerChunk(): number {
    const { features, parameters } = this.#facts!;
    const widest = Math.max(features, this.latentDim);
    return rowsPerChunk(widest * Float64Array.BYTES_PER_ELEMENT, parameters);
  }
}

// Engines without explicit resource management have no Symbol.dispose yet.
if (Symbol.dispose)
  Object.defineProperty(VAE.prototype, Symbol.dispose, {
    value: VAE.prototype.dispose,
    configurable: true,
    writable: true,
  });

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
