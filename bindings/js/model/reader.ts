import { abortable } from '../host/abortable.js';
import type { DataSource } from '../data/data-source.js';
import type { EngineClient } from '../engine/engine-client.js';
import type { Block, NativeFacts, Numbers } from '../engine/native.js';
import {
  type CallName,
  type CallOptions,
  type OptionName,
  readOptions,
} from '../options/options.js';
import { rowsPerChunk } from '../data/rows-per-chunk.js';

/** A call that reads rows: its options are checked, and its rows are at hand. */
export interface RowsCall<Call extends CallName, Source extends DataSource = DataSource> {
  readonly reader: Reader;
  readonly facts: NativeFacts;
  readonly options: CallOptions<Call>;
  readonly source: Source;
}

/** Any of these calls: they all have the signal, the only option of traverse(). */
export type AnyRowsCall = RowsCall<'traverse()'>;

/** How a kind of model takes the rows of a call. */
export type TakeRows<Rows, Source extends DataSource = DataSource> = (
  rows: Rows,
  facts: NativeFacts,
  options: { features?: number | undefined; signal?: AbortSignal | undefined },
) => Source | Promise<Source>;

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

/** The same for the rows of a source. `firstRow`: as in Block. */
export function inBlocks(
  source: DataSource,
  step: number,
  signal: AbortSignal | undefined,
  use: (block: Required<Block>) => Promise<void>,
  firstRow = 0,
): Promise<void> {
  return inChunks(source.rows, step, signal, (first, rows) =>
    use({ rows, first, firstRow, values: source.chunk(first, rows) }),
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
 * What inference calls see of a model: they read it one after another, each on one consistent state, in
 * chunks between which a signal can abort.
 */
export abstract class Reader {
  abstract readonly seed: number;
  abstract readonly latentDim: number;
  /** Options that the model's calls do not take. */
  protected abstract readonly withheld: readonly OptionName[];
  #last: Promise<unknown> = Promise.resolve();

  /** @throws ERR_NOT_TRAINED or ERR_DISPOSED, with a message that names the call. */
  abstract trained(call: string): NativeFacts;

  /** `prior`: the model's, now that it has another mixture, as in NativeFacts. */
  abstract tookMixture(prior: number): void;

  protected abstract opened(): Promise<EngineClient>;

  /** readOptions() for this kind of model. */
  options<Call extends CallName>(call: Call, given: unknown): CallOptions<Call> {
    return readOptions(call, given, this.withheld);
  }

  /**
   * Checks that the model is trained, then the call's options, and then takes its rows.
   * @throws ERR_NOT_TRAINED, ERR_DISPOSED, ERR_OPTION, and what `take` throws
   */
  async rows<Call extends CallName, Rows, Source extends DataSource>(
    call: Call,
    take: TakeRows<Rows, Source>,
    rows: Rows,
    given: unknown,
  ): Promise<RowsCall<Call, Source>> {
    const facts = this.trained(call);
    const options = this.options(call, given);
    return { reader: this, facts, options, source: await take(rows, facts, options) };
  }

  /** Runs a single engine call when its turn comes. */
  protected once<T>(task: (engine: EngineClient) => Promise<T>): Promise<T> {
    return this.#inTurn(undefined, async () => task(await this.opened()));
  }

  /**
   * Runs `task` on one consistent state of the model, after earlier reads.
   * @param task May move `own.generated`, the position in the model's own random stream.
   * @returns what the task returns.
   */
  read<T>(
    signal: AbortSignal | undefined,
    task: (engine: EngineClient, own: { generated: number }) => Promise<T>,
  ): Promise<T> {
    return this.#inTurn(signal, async () => {
      const engine = await abortable(signal, () => this.opened());
      const own = { generated: await engine.call('pause') };
      let result: T;
      try {
        result = await task(engine, own);
      } catch (error) {
        await engine.call('resume').catch(() => {});
        throw error;
      }
      await engine.call('resume', own.generated);
      return result;
    });
  }

  /** Reads rows block by block. `firstRow`: as in Block. */
  readRows(
    { facts, options: { signal }, source }: Omit<AnyRowsCall, 'reader'>,
    use: (engine: EngineClient, block: Required<Block>) => Promise<void>,
    firstRow = 0,
  ): Promise<void> {
    const step = this.chunkRows(facts);
    return this.read(signal, (engine) =>
      inBlocks(source, step, signal, (block) => use(engine, block), firstRow),
    );
  }

  /** Rows per call of the engine. */
  chunkRows({ features, parameters }: NativeFacts): number {
    const widest = Math.max(features, this.latentDim);
    return rowsPerChunk(widest * Float64Array.BYTES_PER_ELEMENT, parameters);
  }

  /** Rejects with the signal's reason until its turn has come; after that it is the task's. */
  #inTurn<T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    const before = this.#last;
    const turn = abortable(signal, () => before).then(() => {
      signal?.throwIfAborted();
      return task();
    });
    // After an abort while it waits, the next call still waits for those before.
    this.#last = turn.catch(() => before);
    return turn;
  }
}
