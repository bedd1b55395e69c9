import { abortable } from '../host/abortable.js';
import type { Build } from '../engine/builds.js';
import type { DataSource } from '../data/data-source.js';
import { EngineClient } from '../engine/engine-client.js';
import { detectFeatures } from '../engine/engine-features.js';
import { VAEError } from '../errors/errors.js';
import type { HeldOut } from './held-out.js';
import type { EpochRecord } from '../engine/history.js';
import { openLocalChannel } from '../engine/local-channel.js';
import { isDeterministic } from './model-file.js';
import type { NativeFacts, NativeOptions } from '../engine/native.js';
import { type CheckedModelOptions, nativeOptions, optionsOf } from '../options/native-options.js';
import {
  type CallOptions,
  type CheckedEarlyStopping,
  OF_NUMBERS,
  OF_TABLES,
  type OptionName,
  readOptions,
} from '../options/options.js';
import { type BuildChoice, pickBuild } from '../engine/pick-build.js';
import { type ReadableModel, Reader } from './reader.js';
import { readingOf } from '../errors/reading-of.js';
import { type DataStream, isDataStream } from '../data/row-stream.js';
import { drawSeed } from '../host/seed.js';
import { show } from '../errors/show.js';
import { runStreamTraining } from './stream-training.js';
import { tagOf } from '../errors/tag-of.js';
import { runTraining, type TrainingObserver } from './training.js';
import { absoluteUrl, type ScriptUrl } from '../host/urls.js';
import type { LoadOptions } from '../options/vae-options.js';
import { checkThere, wasmSources } from '../options/wasm-place.js';
import { workerChannel } from '../engine/worker-channel.js';

/** What a model runs on. */
export interface Backend {
  /** The WebAssembly build. */
  readonly build: Build;
  /** Number of computing threads, at least 1. */
  readonly threads: number;
  /** Whether the model runs in a worker instead of the calling thread. */
  readonly worker: boolean;
}

/** The rows of a training, once its options are known. */
export interface TrainingRows {
  readonly data: DataSource | DataStream;
  readonly heldOut: HeldOut | undefined;
  readonly earlyStopping: CheckedEarlyStopping | undefined;
  /** Default epochs, if not the constructor's. */
  readonly epochs?: number | undefined;
  /** Runs after the first batch, when the model has become a model of these rows. */
  readonly begun?: () => void;
}

// Ends the worker of a model without references.
const forgotten = new FinalizationRegistry((engine: EngineClient) => engine.close(disposed()));

/** The core of every public model class: the engine, its lifetime and its training. */
export class Model implements ReadableModel {
  readonly seed: number;
  readonly latentDim: number;
  readonly backend: Backend;
  readonly reader = new Reader(this);
  readonly withheld: readonly OptionName[];
  readonly batchSize: number;

  readonly #options: NativeOptions;
  readonly #choice: BuildChoice;
  readonly #workerUrl: ScriptUrl | undefined;
  #engine: EngineClient | undefined;
  #ready: Promise<EngineClient> | undefined;
  #facts: NativeFacts | undefined;
  #history: EpochRecord[] = [];
  #training = false;
  #disposed = false;

  /**
   * @param call The call's name in errors.
   * @param table Whether it is a table model.
   */
  constructor(call: string, options: CheckedModelOptions, table = false) {
    if (options.objective === 'iwae' && options.freeBits > 0)
      throw new VAEError(
        'ERR_OPTION',
        `freeBits of ${call} must be 0, not ${options.freeBits}, if objective is 'iwae', whose bound ` +
          `has no separate KL divergence.`,
      );
    this.seed = options.seed ?? drawSeed();
    this.latentDim = options.latentDim;
    const sources = wasmSources(options, absoluteUrl);
    this.#choice = pickBuild({ ...options, sources }, detectFeatures());
    const { build, threads } = this.#choice;
    this.backend = Object.freeze({ build, threads, worker: options.worker });
    this.#workerUrl = options.workerUrl;
    this.batchSize = options.batchSize;
    this.#options = nativeOptions(options, this.seed);
    this.withheld = table ? OF_NUMBERS : OF_TABLES;
  }

  /** Loads the model in a file, with its attachment. */
  static async load(
    call: 'VAE.load()' | 'TableVAE.load()',
    bytes: Uint8Array | ArrayBuffer,
    options: LoadOptions,
    table = false,
  ): Promise<Model> {
    const { signal, ...run } = readOptions(call, options);
    signal?.throwIfAborted();
    const file = copyOfFile(call, bytes);
    run.deterministic = options.deterministic ?? isDeterministic(file);
    const loader = new Model(call, readOptions('new VAE()', run));
    try {
      await abortable(signal, () =>
        loader.#open((engine) => engine.call('load', loader.#choice, file, options.deterministic)),
      );
      signal?.throwIfAborted();
      const found = { ...run, ...optionsOf(loader.#facts!.options) };
      const model = new Model(call, readOptions('new VAE()', found), table);
      model.#take(loader);
      return model;
    } catch (error) {
      loader.dispose();
      throw error;
    }
  }

  get facts(): NativeFacts | undefined {
    return this.#facts;
  }

  /** 0 before training. */
  get features(): number {
    return this.#facts?.features ?? 0;
  }

  /** 0 before training. */
  get parameters(): number {
    return this.#facts?.features ? this.#facts.parameters : 0;
  }

  get bestEpoch(): number | undefined {
    return this.#facts?.bestEpoch || undefined;
  }

  get history(): EpochRecord[] {
    return [...this.#history];
  }

  /** @param rows Returns the rows to train on; no other training can start meanwhile. */
  async train(
    options: { epochs?: number | undefined },
    rows: (given: CallOptions<'train()'>) => TrainingRows | Promise<TrainingRows>,
  ): Promise<EpochRecord[]> {
    this.#alive('train()');
    if (this.#training)
      throw new VAEError('ERR_BUSY', 'train() was called while another training is in progress.');
    const given = this.reader.options('train()', options);
    const { onEpoch, onBatch, signal } = given;
    signal?.throwIfAborted();
    this.#training = true;
    try {
      const { data, heldOut, begun, earlyStopping, ...other } = await rows(given);
      if (earlyStopping && !heldOut)
        throw new VAEError(
          'ERR_OPTION',
          'earlyStopping of train() needs validation: it uses the loss of held-out rows.',
        );
      const { epochs: usual = this.#options.epochs } = other;
      const { epochs = usual } = options;
      const call = { epochs, heldOut, earlyStopping, onEpoch, onBatch, signal };
      const observer: TrainingObserver = {
        facts: (facts) => {
          begun?.();
          this.#adopt(facts);
        },
        epoch: (record, bestEpoch) => {
          this.#history[record.epoch - 1] = frozen(record);
          this.#facts = { ...this.#facts!, bestEpoch };
        },
      };
      const engine = await abortable(signal, () => this.opened());
      if (isDataStream(data)) {
        const expected = { features: given.features, model: this.features || undefined };
        const { shuffleRows } = given;
        await runStreamTraining(engine, data, expected, { ...call, shuffleRows }, observer);
      } else await runTraining(engine, data, call, observer);
    } finally {
      this.#training = false;
    }
    return this.history;
  }

  /** @param attachment What load() will return as the attachment; empty for none. */
  async save(attachment = () => new Uint8Array()): Promise<Uint8Array<ArrayBuffer>> {
    this.trained('save()');
    return this.reader.once((engine) => engine.call('save', attachment()));
  }

  dispose(): void {
    if (this.#disposed) return;
    this.#disposed = true;
    forgotten.unregister(this);
    this.#engine?.close(disposed());
    this.#engine = this.#ready = undefined;
  }

  #alive(call: string): void {
    if (this.#disposed)
      throw new VAEError('ERR_DISPOSED', `${call} was called after the model's dispose().`);
  }

  trained(call: string): NativeFacts {
    this.#alive(call);
    if (!this.#facts?.features)
      throw new VAEError('ERR_NOT_TRAINED', `${call} needs a trained model: call train() first.`);
    return this.#facts;
  }

  opened(): Promise<EngineClient> {
    return (this.#ready ??= this.#open((engine) =>
      engine.call('create', this.#choice, this.#options),
    ).catch((error: unknown) => {
      // The next call may try again.
      this.#ready = undefined;
      throw error;
    }));
  }

  async #open(start: (engine: EngineClient) => Promise<NativeFacts>): Promise<EngineClient> {
    // By a call that began before.
    if (this.#disposed) throw disposed();
    checkThere(this.#choice.wasm);
    const engine = new EngineClient(
      this.backend.worker ? workerChannel(this.#workerUrl) : openLocalChannel,
    );
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

  /** Takes over the engine of another model, which must not be used afterwards. */
  #take(other: Model): void {
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

function frozen(record: EpochRecord): EpochRecord {
  Object.freeze(record.klPerDimension);
  Object.freeze(record.validation);
  return Object.freeze(record);
}

function disposed(): VAEError {
  return new VAEError('ERR_DISPOSED', 'The model was disposed of during the call.');
}

/** Copies the file, since sending a buffer to a worker detaches it. */
function copyOfFile(call: string, bytes: unknown): Uint8Array<ArrayBuffer> {
  const copy = readingOf('ERR_MODEL_FILE', `The file given to ${call}`, () => {
    // What has been transferred elsewhere throws.
    if (ArrayBuffer.isView(bytes))
      return new Uint8Array(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (tagOf(bytes) === 'ArrayBuffer') return new Uint8Array((bytes as ArrayBuffer).slice(0));
    return undefined;
  });
  if (copy) return copy;
  throw new VAEError(
    'ERR_MODEL_FILE',
    `${call} takes the Uint8Array from save(), not ${show(bytes)}.`,
  );
}
