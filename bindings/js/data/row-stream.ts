import { type Data, type DataSource, dataSource, type Expectation } from './data-source.js';
import { isDataFrame } from './frames/frame-of.js';
import { VAEError } from '../errors/errors.js';
import { shapeError } from './shape-error.js';
import { nextTask } from '../host/next-task.js';
import { type Block, RowKind } from '../engine/native.js';
import { readingOf } from '../errors/reading-of.js';
import { rowsPerChunk } from './rows-per-chunk.js';
import { show } from '../errors/show.js';

/** Rows in chunks. Each chunk has any number of rows, in any form of {@link Data}; or of a table. */
export type Chunks<Chunk = Data> = AsyncIterable<Chunk> | Iterable<Chunk>;

/**
 * Rows that need not fit in memory: chunks that can be read once, or a function that returns a fresh
 * iterable of the same chunks for each pass.
 *
 * Each chunk is copied before the next one is requested, so its memory can be reused.
 */
export type DataStream<Chunk = Data> =
  Chunks<Chunk> | (() => Chunks<Chunk> | Promise<Chunks<Chunk>>);

export function isDataStream<Chunk>(data: unknown): data is DataStream<Chunk> {
  if (typeof data === 'function') return true;
  if (typeof data !== 'object' || data === null) return false;
  return readingOf(
    'ERR_DATA_SHAPE',
    'data',
    () =>
      !Array.isArray(data) && !ArrayBuffer.isView(data) && isIterable(data) && !isDataFrame(data),
  );
}

/** Rows on their way to the engine, few enough for one call. */
export type Piece = Required<Omit<Block, 'firstRow'>>;

/** What all rows of a stream have in common, known once the first rows are read. */
export type StreamForm = Pick<DataSource, 'features' | 'kind'>;

/** Where a chunk is in its stream. */
export type ChunkPlace = NonNullable<Expectation['stream']>;

/** A stream, and how its chunks become rows. */
export interface RowStream {
  readonly chunks: DataStream<unknown>;
  /** A chunk may have no rows. @throws ERR_DATA_SHAPE, ERR_DATA_VALUE */
  take(chunk: unknown, place: ChunkPlace): DataSource | Promise<DataSource>;
}

/** A stream of rows of numbers. */
export function numberStream(
  chunks: DataStream,
  expected: Pick<Expectation, 'features' | 'model' | 'missing'>,
): RowStream {
  return {
    chunks,
    take: (chunk, stream) => dataSource(chunk, { name: 'data', ...expected, stream }),
  };
}

/**
 * The epochs of a training on a stream; undefined if the call or the model says.
 * @throws ERR_OPTION for more than one epoch of a stream that can be read only once
 */
export function epochsOf(chunks: DataStream<unknown>, asked: number | undefined): 1 | undefined {
  if (typeof chunks === 'function') return undefined;
  if ((asked ?? 1) === 1) return 1;
  throw new VAEError(
    'ERR_OPTION',
    `epochs of train() must be 1, not ${asked}, if data is an iterable, which can be ` +
      `read only once. For more epochs, give a function that returns a fresh iterable for each.`,
  );
}

/** One pass over a stream. */
export class Pass {
  /** Known once a chunk with rows is read. */
  form: StreamForm | undefined;

  readonly #take: RowStream['take'];
  readonly #iterator: AsyncIterator<unknown> | Iterator<unknown>;
  #rows = 0;
  #done = false;
  #ahead: Promise<Piece[] | undefined> | undefined;

  /**
   * @param form That of earlier passes.
   * @throws ERR_DATA_SHAPE if a function returns no iterable, and what the function throws.
   */
  static async open({ chunks: stream, take }: RowStream, form?: StreamForm) {
    const chunks: unknown = typeof stream === 'function' ? await stream() : stream;
    if (!isIterable(chunks))
      throw shapeError(
        { name: 'data' },
        `must return an iterable of chunks if it is a function, not ${show(chunks)}`,
      );
    return new Pass(chunks, take, form);
  }

  private constructor(
    chunks: Chunks<unknown>,
    take: RowStream['take'],
    form: StreamForm | undefined,
  ) {
    this.#take = take;
    this.#iterator =
      Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
    this.form = form;
  }

  /**
   * Returns a copy of the next chunk, or undefined at the end. Reads the chunk after it ahead.
   * @throws ERR_DATA_SHAPE, ERR_DATA_VALUE, and what the iterator throws.
   */
  next(): Promise<Piece[] | undefined> {
    const chunk = this.#ahead ?? this.#read();
    this.#ahead = chunk.then((pieces) => pieces && this.#read());
    this.#ahead.catch(() => {}); // for the next call
    return chunk;
  }

  async #read(): Promise<Piece[] | undefined> {
    let pieces: Piece[] = [];
    while (pieces.length === 0) {
      const { done, value } = await this.#step();
      if (done) return undefined;
      pieces = await this.#copy(value);
    }
    return pieces;
  }

  /** Tells the iterator that no more chunks are needed. */
  close(): void {
    if (this.#done) return;
    this.#done = true;
    // Do not await it: a stream that is stuck may never answer.
    Promise.resolve()
      .then(() => this.#iterator.return?.())
      .catch(() => {});
  }

  async #step(): Promise<IteratorResult<unknown>> {
    if (this.#done) return { done: true, value: undefined };
    try {
      const result: IteratorResult<unknown> = await this.#iterator.next();
      if (typeof result !== 'object' || result === null)
        throw shapeError(
          { name: 'data' },
          `must have an iterator that returns { done, value }, not ${show(result)}`,
        );
      if (result.done) this.#done = true;
      return result;
    } catch (error) {
      this.#done = true; // do not call return() on an iterator that threw
      throw error;
    }
  }

  async #copy(chunk: unknown): Promise<Piece[]> {
    const source = await this.#take(chunk, {
      firstRow: this.#rows,
      features: this.form?.features,
    });
    if (source.rows === 0) return [];
    this.form ??= { features: source.features, kind: source.kind };
    const areBytes = source.kind === RowKind.bytes;
    if (areBytes !== (this.form.kind === RowKind.bytes))
      throw shapeError(
        { name: 'data' },
        `${areBytes ? 'has bytes' : 'has no bytes'} from row ${this.#rows} on, unlike ` +
          `row 0: bytes, which stand for value / 255, do not mix with other numbers`,
      );
    const pieces: Piece[] = [];
    const step = pieceRows(source.features);
    for (let first = 0; first < source.rows; first += step) {
      if (first > 0) await new Promise<void>(nextTask);
      const rows = Math.min(step, source.rows - first);
      const values = source.chunk(first, rows);
      pieces.push({ values, rows, first: this.#rows + first });
    }
    this.#rows += source.rows;
    return pieces;
  }
}

/** The most rows of a piece. */
export function pieceRows(features: number): number {
  return rowsPerChunk(features * Float64Array.BYTES_PER_ELEMENT);
}

function isIterable(value: unknown): value is Chunks<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    (Symbol.asyncIterator in value || Symbol.iterator in value)
  );
}
