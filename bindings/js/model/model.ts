import { abortable } from '../host/abortable.js';
import type { DataSource } from '../data/data-source.js';
import type { EngineClient } from '../engine/engine-client.js';
import { VAEError } from '../errors/errors.js';
import { exchange, isSafetensors } from './exchange.js';
import type { HeldOut } from './held-out.js';
import type { EpochRecord } from '../engine/history.js';
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
import { type Decoder, DECODERS, type Prior } from '../options/choices.js';
import { Reader } from './reader.js';
import { readingOf } from '../errors/reading-of.js';
import type { RowStream } from '../data/row-stream.js';
import { nodeModule } from '../host/node-module.js';
import { show } from '../errors/show.js';
import { runStreamTraining } from './stream-training.js';
import { tagOf } from '../errors/tag-of.js';
import { runTraining, type TrainingObserver } from './training.js';
import type { CompleteImageShape } from '../options/image-options.js';
import type { LoadOptions } from '../options/vae-options.js';
import { type Backend, Runtime } from './runtime.js';

/** The rows of a training, once its options are known. */
export interface TrainingRows {
  readonly data: DataSource | RowStream;
  readonly heldOut: HeldOut | undefined;
  readonly earlyStopping: CheckedEarlyStopping | undefined;
  /** Default epochs, if not the constructor's. */
  readonly epochs?: number | undefined;
  /** Options of a model that has not trained yet, which its constructor left open. */
  readonly settings?: Partial<NativeOptions> | undefined;
  /** Runs after the first batch, when the model has become a model of these rows. */
  readonly begun?: () => void;
}

/** A model that an engine has loaded from a file. */
interface Loaded {
  readonly runtime: Runtime;
  readonly engine: EngineClient;
  readonly facts: NativeFacts;
}

// Ends the worker of a model without references.
const forgotten = new FinalizationRegistry((engine: EngineClient) => engine.close(disposed()));

/** The core of every public model class: the engine, its lifetime and its training. */
export class Model extends Reader {
  readonly seed: number;
  readonly latentDim: number;
  /** What a row is, if it is an image. */
  readonly image: CompleteImageShape | undefined;
  /** Whether NaN is a gap in rows of numbers. */
  readonly missing: boolean;
  protected readonly withheld: readonly OptionName[];

  #options: NativeOptions;
  readonly #runtime: Runtime;
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
  constructor(call: string, options: CheckedModelOptions, table = false, loaded?: Loaded) {
    super();
    if (options.objective === 'iwae' && options.freeBits > 0)
      throw new VAEError(
        'ERR_OPTION',
        `freeBits of ${call} must be 0, not ${options.freeBits}, if objective is 'iwae', whose bound ` +
          `has no separate KL divergence.`,
      );
    this.seed = options.seed ?? drawSeed();
    this.latentDim = options.latentDim;
    this.#runtime = loaded?.runtime ?? new Runtime(options);
    this.image = options.network?.image;
    this.missing = options.missing;
    this.#options = nativeOptions(options, this.seed);
    this.withheld = table ? OF_NUMBERS : OF_TABLES;
    if (!loaded) return;
    this.#own(loaded.engine);
    this.#ready = Promise.resolve(loaded.engine);
    this.#adopt(loaded.facts);
  }

  /**
   * Loads the model in a file of save() or export(), with its attachment.
   * @param translated A model file from one of another program, if it is not to be told by its content.
   */
  static async load(
    call: 'VAE.load()' | 'VAE.import()' | 'TableVAE.load()',
    bytes: Uint8Array | ArrayBuffer,
    options: LoadOptions,
    table = false,
    translated?: (file: Uint8Array<ArrayBuffer>) => Promise<Uint8Array<ArrayBuffer>>,
  ): Promise<Model> {
    const { signal, ...run } = readOptions(call, options);
    signal?.throwIfAborted();
    const given = copyOfFile(call, bytes);
    const file = translated
      ? await translated(given)
      : isSafetensors(given)
        ? (await exchange()).modelFileOf(given)
        : given;
    const loaded = async (runtime: Runtime): Promise<Model> => {
      const engine = runtime.start();
      try {
        const facts = await abortable(signal, () =>
          engine.call('load', runtime.choice, file.slice(), options.deterministic),
        );
        signal?.throwIfAborted();
        const { decoder, network, ...known } = optionsOf(facts.options);
        const checked = { ...readOptions('new VAE()', { ...run, ...known }), decoder, network };
        // Only the file says whether a build with relaxed SIMD will do.
        const fitting = new Runtime(checked);
        if (fitting.backend.build === runtime.backend.build)
          return new Model(call, checked, table, { runtime, engine, facts });
        engine.close(disposed());
        return await loaded(fitting);
      } catch (error) {
        engine.close(disposed());
        throw error;
      }
    };
    return loaded(new Runtime(run));
  }

  get backend(): Backend {
    return this.#runtime.backend;
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

  get decoder(): Decoder {
    return DECODERS[this.#options.decoder]!;
  }

  get prior(): Exclude<Prior, 'auto'> {
    return this.#facts?.prior ? 'mixture' : 'standard';
  }

  tookMixture(prior: number): void {
    this.#facts = { ...this.#facts!, prior };
  }

  get bestEpoch(): number | undefined {
    return this.#facts?.bestEpoch || undefined;
  }

  get epochsBegun(): number {
    const { epochsBegun = 0, history = [] } = this.#facts ?? {};
    // During a training, the facts are those of its first batch.
    return epochsBegun + this.#history.length - history.length;
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
    const given = this.options('train()', options);
    const { onEpoch, onBatch, allowBatches, signal } = given;
    signal?.throwIfAborted();
    this.#training = true;
    try {
      const { data, heldOut, begun, earlyStopping, settings, ...other } = await rows(given);
      if (!this.#ready) this.#options = { ...this.#options, ...settings };
      if (earlyStopping && !heldOut)
        throw new VAEError(
          'ERR_OPTION',
          'earlyStopping of train() needs validation: it uses the loss of held-out rows.',
        );
      const { epochs: usual = this.#options.epochs } = other;
      const { epochs = usual } = options;
      const call = { epochs, heldOut, earlyStopping, onEpoch, onBatch, allowBatches, signal };
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
      if ('chunks' in data) {
        const { shuffleRows } = given;
        const isTrained = this.features > 0;
        await runStreamTraining(engine, data, isTrained, { ...call, shuffleRows }, observer);
      } else await runTraining(engine, data, call, observer);
    } finally {
      this.#training = false;
    }
    return this.history;
  }

  /** @param attachment What load() will return as the attachment; empty for none. */
  async save(attachment = () => new Uint8Array()): Promise<Uint8Array<ArrayBuffer>> {
    this.trained('save()');
    return this.once((engine) => engine.call('save', attachment()));
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

  protected opened(): Promise<EngineClient> {
    return (this.#ready ??= this.#start().catch((error: unknown) => {
      // The next call may try again.
      this.#ready = undefined;
      throw error;
    }));
  }

  async #start(): Promise<EngineClient> {
    // By a call that began before.
    if (this.#disposed) throw disposed();
    const engine = this.#runtime.start();
    this.#own(engine);
    try {
      this.#adopt(await engine.call('create', this.#runtime.choice, this.#options));
    } catch (error) {
      forgotten.unregister(this);
      engine.close(disposed());
      throw error;
    }
    return engine;
  }

  #own(engine: EngineClient): void {
    this.#engine = engine;
    forgotten.register(this, engine, this);
  }

  #adopt(facts: NativeFacts): void {
    const seconds = new Map(this.#history.map((record) => [record.epoch, record]));
    this.#facts = facts;
    this.#history = facts.history.map((record) => seconds.get(record.epoch) ?? frozen(record));
  }
}

/** A seed from the system's randomness: an integer from 0 to 2^53 - 1. */
function drawSeed(): number {
  const source = globalThis.crypto ?? nodeModule('node:crypto')!.webcrypto;
  const [high, low] = source.getRandomValues(new Uint32Array(2));
  return (high! >>> 11) * 2 ** 32 + low!;
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
    `${call} takes the Uint8Array ${call === 'VAE.import()' ? 'of a safetensors file' : 'from save() or export()'}, not ${show(bytes)}.`,
  );
}
