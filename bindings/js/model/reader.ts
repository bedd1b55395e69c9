import { abortable } from '../host/abortable.js';
import type { DataSource } from '../data/data-source.js';
import type { EngineClient } from '../engine/engine-client.js';
import type { Block, NativeFacts, Numbers } from '../engine/native.js';
import { ReadQueue } from './read-queue.js';
import {
  type CallName,
  type CallOptions,
  type OptionName,
  readOptions,
} from '../options/options.js';
import { rowsPerChunk } from '../data/rows-per-chunk.js';

/** The part of a model that a reader needs. */
export interface ReadableModel {
  readonly seed: number;
  readonly latentDim: number;
  /** Options that the model's calls do not take. */
  readonly withheld: readonly OptionName[];
  /** @throws ERR_NOT_TRAINED or ERR_DISPOSED, with a message that names the call. */
  trained(call: string): NativeFacts;
  opened(): Promise<EngineClient>;
}

/** For reads that are about no rows. */
export const NO_ROWS: Block = { rows: 0, first: 0 };

/** Calls `use` for consecutive chunks of `total` rows; the signal can abort between two chunks. */
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

/** The same for the rows of a source. */
export function inBlocks(
  source: DataSource,
  step: number,
  signal: AbortSignal | undefined,
  use: (block: Required<Block>) => Promise<void>,
): Promise<void> {
  return inChunks(source.rows, step, signal, (first, rows) =>
    use({ rows, first, values: source.chunk(first, rows) }),
  );
}

/**
 * Works on a long read until it is done, `units` at a time; the signal can abort in between.
 * @returns its result.
 */
export async function resultOf(
  engine: EngineClient,
  units: number,
  signal: AbortSignal | undefined,
): Promise<Numbers> {
  do signal?.throwIfAborted();
  while (!(await engine.call('advance', units)));
  signal?.throwIfAborted();
  return engine.call('result');
}

/**
 * Gives inference calls access to a trained model: one call after another, each on one consistent
 * state, in chunks between which a signal can abort.
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

  /** Runs a single engine call when its turn comes. */
  once<T>(task: (engine: EngineClient) => Promise<T>): Promise<T> {
    return this.#queue.run(undefined, async () => task(await this.#model.opened()));
  }

  /**
   * Runs `task` on one consistent state of the model, after earlier reads. `task` receives the
   * position in the model's own random stream and may return a new one.
   */
  read(
    signal: AbortSignal | undefined,
    task: (engine: EngineClient, generated: number) => Promise<number | undefined | void>,
  ): Promise<void> {
    return this.#queue.run(signal, async () => {
      const engine = await abortable(signal, () => this.#model.opened());
      const generated = await engine.call('pause');
      let position: number | undefined | void;
      try {
        position = await task(engine, generated);
      } catch (error) {
        await engine.call('resume').catch(() => {});
        throw error;
      }
      await engine.call('resume', position ?? undefined);
    });
  }

  /** Reads rows block by block. */
  async readRows(
    source: DataSource,
    facts: NativeFacts,
    signal: AbortSignal | undefined,
    use: (engine: EngineClient, block: Required<Block>) => Promise<void>,
  ): Promise<void> {
    signal?.throwIfAborted();
    await this.read(signal, (engine) =>
      inBlocks(source, this.chunkRows(facts), signal, (block) => use(engine, block)),
    );
  }

  /** Rows per call of the engine. */
  chunkRows({ features, parameters }: NativeFacts): number {
    const widest = Math.max(features, this.latentDim);
    return rowsPerChunk(widest * Float64Array.BYTES_PER_ELEMENT, parameters);
  }
}
