import { abortable } from './abortable.js';
import type { DataSource, RowValues } from './data-source.js';
import type { EngineClient } from './engine-client.js';
import type { NativeFacts } from './native.js';
import { ReadQueue } from './read-queue.js';
import { type CallName, type CallOptions, type OptionName, readOptions } from './options.js';
import { rowsPerChunk } from './rows-per-chunk.js';

/** What a reader needs of the model. */
export interface ReadableModel {
  readonly seed: number;
  readonly latentDim: number;
  /** Options that its calls do not take. */
  readonly withheld: readonly OptionName[];
  /** @throws ERR_NOT_TRAINED, ERR_DISPOSED, in a sentence that names the call. */
  trained(call: string): NativeFacts;
  opened(): Promise<EngineClient>;
}

/** Calls `use` for consecutive chunks of `total` rows; the signal gets in between two of them. */
export async function inChunks(
  total: number,
  step: number,
  signal: AbortSignal | undefined,
  use: (first: number, rows: number) => Promise<void>,
): Promise<void> {
  for (let first = 0; first < total; first += step) {
    signal?.throwIfAborted();
    await use(first, Math.min(step, total - first));
  }
  signal?.throwIfAborted();
}

/**
 * How the calls that read a trained model get at it: one after another, each on one consistent
 * state, in chunks that a signal gets in between.
 */
export class Reader {
  readonly #model: ReadableModel;
  readonly #queue = new ReadQueue();

  constructor(model: ReadableModel) {
    this.#model = model;
  }

  get seed(): number {
    return this.#model.seed;
  }

  get latentDim(): number {
    return this.#model.latentDim;
  }

  /** readOptions() for this kind of model. */
  options<Call extends CallName>(call: Call, given: unknown): CallOptions<Call> {
    return readOptions(call, given, this.#model.withheld);
  }

  trained(call: string): NativeFacts {
    return this.#model.trained(call);
  }

  /** A single call of the engine, in its turn. */
  once<T>(task: (engine: EngineClient) => Promise<T>): Promise<T> {
    return this.#queue.run(undefined, async () => task(await this.#model.opened()));
  }

  /**
   * Runs `task` on one consistent state of the model, after the reads asked for before. It gets
   * the position in the model's own stream, and may return a new one.
   */
  read(
    signal: AbortSignal | undefined,
    task: (engine: EngineClient, generated: number) => Promise<number | undefined | void>,
  ): Promise<void> {
    return this.#queue.run(signal, async () => {
      const engine = await abortable(signal, () => this.#model.opened());
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

  /** read() of rows, chunk by chunk. */
  async readRows(
    source: DataSource,
    facts: NativeFacts,
    signal: AbortSignal | undefined,
    use: (engine: EngineClient, values: RowValues, rows: number, first: number) => Promise<void>,
  ): Promise<void> {
    signal?.throwIfAborted();
    await this.read(signal, (engine) =>
      inChunks(source.rows, this.chunkRows(facts), signal, (first, rows) =>
        use(engine, source.chunk(first, rows), rows, first),
      ),
    );
  }

  /** Rows that go through the network in one call. */
  chunkRows({ features, parameters }: NativeFacts): number {
    const widest = Math.max(features, this.latentDim);
    return rowsPerChunk(widest * Float64Array.BYTES_PER_ELEMENT, parameters);
  }
}
