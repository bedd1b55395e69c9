import { VAEError } from '../errors/errors.js';
import { type NativeColumn, RowKind, type RowValues } from '../engine/native.js';
import { frameOf, isDataFrame, type DataFrame } from './frames/frame-of.js';
import { frameNumbers } from './frames/frame-numbers.js';
import { HOLDS_NO_ROWS, shapeError } from './shape-error.js';
import { readingOf, unreadable } from '../errors/reading-of.js';
import { show } from '../errors/show.js';
import { typedArrayName } from '../errors/tag-of.js';
import { numberOfBigInt, WHOLE_NUMBER } from '../errors/whole-number.js';

/** A typed array of numbers. Bytes stand for value / 255. BigInts must be within 2^53. */
export type NumericArray =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Uint8ClampedArray
  | Int8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array
  | Float16Numbers;

/** A `Float16Array`, which older engines and their declarations lack. */
export interface Float16Numbers extends ArrayLike<number> {
  /** Tells it from other typed arrays. */
  readonly [Symbol.toStringTag]: 'Float16Array';
  /** 2. */
  readonly BYTES_PER_ELEMENT: number;
  /** A view of some of the elements. */
  subarray(begin?: number, end?: number): Float16Numbers;
}

/**
 * Rows of numbers: a typed array with row after row, the same with its shape, an array of rows, or a
 * table of another library, whose columns are the features. The call's `features` gives the number of values per row; a trained model knows it.
 *
 * `Uint8Array`, `Uint8ClampedArray` and Node's `Buffer` are bytes, a compact form of [0, 1]: each
 * value stands for value / 255. Every other kind holds the numbers themselves; BigInts must be within
 * 2^53. Views at any offset and views of shared memory are allowed, and no buffer is detached. The
 * call reads the values while it runs, so they must not change before its promise settles.
 */
export type Data =
  | NumericArray
  | {
      /** Row after row. */
      readonly data: NumericArray;
      /** [N, D]; their product is the length of `data`. */
      readonly shape: readonly [rows: number, features: number];
    }
  | readonly Row[]
  | DataFrame;

/** A single row of D values, in any of the kinds that {@link Data} allows. */
export type Row = readonly (number | bigint)[] | NumericArray;

/** Rows as the engine takes them, read chunk by chunk. */
export interface DataSource {
  readonly rows: number;
  readonly features: number;
  readonly kind: RowKind;
  /** The core columns, if the rows are those of a table. */
  readonly columns?: readonly NativeColumn[];
  /** A fresh copy of rows first, ..., first + rows - 1. */
  chunk(first: number, rows: number): RowValues;
  /**
   * What to add to each row's reconstruction loss for columns that the core does not model, in nats.
   * Default: nothing.
   */
  surprises?(first: number, rows: number): Float64Array<ArrayBuffer>;
}

/** What a call knows about its data before reading them. */
export interface Expectation {
  /** The argument's name in errors. */
  readonly name: 'data' | 'validation' | 'latents' | 'a' | 'b' | 'row';
  /** The `features` option of the call. */
  readonly features?: number | undefined;
  /** The model's number of features, if it is trained. */
  readonly model?: number | undefined;
  /**
   * Whether NaN is a gap, for errors that name the column of a frame. If undefined, the core checks
   * values alone.
   */
  readonly missing?: boolean | undefined;
  /** Set if the data are a chunk of a stream. Such a chunk may be empty. */
  readonly stream?: {
    /** Number of the chunk's first row. */
    readonly firstRow: number;
    /** Features of the earlier rows. */
    readonly features: number | undefined;
  };
}

/**
 * @throws ERR_DATA_SHAPE if `data` has no valid form, has no rows, has another width than expected, or
 *   throws when read (a getter, a proxy). Faults within an array of rows, and BigInts beyond 2^53,
 *   throw when chunk() reads them (ERR_DATA_SHAPE, ERR_DATA_VALUE).
 */
export function dataSource(data: unknown, expected: Expectation): DataSource {
  const readable = <T>(read: () => T) => readingOf('ERR_DATA_SHAPE', expected.name, read);
  const source = readable(() => anySource(data, expected));
  return { ...source, chunk: (first, rows) => readable(() => source.chunk(first, rows)) };
}

function anySource(data: unknown, expected: Expectation): DataSource {
  if (isNumericArray(data)) {
    const features = expected.features ?? expected.model ?? expected.stream?.features;
    if (features === undefined)
      throw shapeError(
        expected,
        `is a flat ${typeName(data)} of length ${data.length}; give the number of values per row ` +
          `with { features }, or give { data, shape: [rows, features] }`,
      );
    if (data.length % features !== 0)
      throw shapeError(
        expected,
        `has ${data.length} values, expected a multiple of features (${features})`,
      );
    return flatSource(data, data.length / features, features, expected);
  }
  if (Array.isArray(data)) return rowsSource(data, expected);
  if (isDataFrame(data)) return columnsSource(data, expected);
  if (typeof data === 'object' && data !== null && 'data' in data && 'shape' in data)
    return shapedSource(data.data, data.shape, expected);
  throw shapeError(
    expected,
    `must be a Float32Array, Float64Array or another typed array of numbers, { data, shape }, an ` +
      `array of rows, or a table of another library, not ${describe(data)}`,
  );
}

/** @throws ERR_DATA_SHAPE unless `row` is a row of `features` values. */
export function rowSource(row: unknown, name: Expectation['name'], features: number): DataSource {
  const isRow = readingOf('ERR_DATA_SHAPE', name, () => Array.isArray(row) || isNumericArray(row));
  if (!isRow)
    throw shapeError(
      { name },
      `must be a row (an array or typed array of ${features} numbers), not ${describe(row)}`,
    );
  return dataSource([row], { name, model: features });
}

function shapedSource(data: unknown, shape: unknown, expected: Expectation): DataSource {
  if (!isNumericArray(data))
    throw shapeError(expected, `.data must be a typed array of numbers, not ${describe(data)}`);
  if (!Array.isArray(shape) || shape.length !== 2 || !shape.every(Number.isSafeInteger))
    throw shapeError(expected, `.shape must be [rows, features], not ${show(shape)}`);
  const [rows, features] = shape as [number, number];
  if (rows < 0 || features < 1 || rows * features !== data.length)
    throw shapeError(
      expected,
      `.shape must fit the ${data.length} values of ${expected.name}.data, not be [${rows}, ${features}]`,
    );
  return flatSource(data, rows, features, expected);
}

function columnsSource(table: DataFrame, expected: Expectation): DataSource {
  const frame = frameOf(table, expected.name);
  if (frame.rows === 0 && !expected.stream) throw shapeError(expected, HOLDS_NO_ROWS);
  const features = frame.names.length;
  checkWidth(features, expected);
  const { name, missing, stream } = expected;
  const chunk = frameNumbers(frame, { name, missing, firstRow: stream?.firstRow ?? 0 });
  return { rows: frame.rows, features, kind: RowKind.float64, chunk };
}

function flatSource(
  data: NumericArray,
  rows: number,
  features: number,
  expected: Expectation,
): DataSource {
  if (rows === 0 && !expected.stream) throw shapeError(expected, HOLDS_NO_ROWS);
  checkWidth(features, expected);
  const kind = kindOf(data);
  return {
    rows,
    features,
    kind,
    chunk(first, count) {
      const values = newValues(kind, count * features);
      const given = data.subarray(first * features, (first + count) * features);
      if (isBigInts(given)) setBigInts(values, 0, given, first, features, expected);
      else values.set(given);
      return values;
    },
  };
}

function rowsSource(data: readonly unknown[], expected: Expectation): DataSource {
  if (data.length === 0 && !expected.stream) throw shapeError(expected, HOLDS_NO_ROWS);
  if (data.length === 0)
    return { rows: 0, features: 0, kind: RowKind.float64, chunk: () => new Float64Array() };
  const at = (index: number) => index + (expected.stream?.firstRow ?? 0);
  const features = rowOf(data, 0, expected).length;
  if (features === 0) throw shapeError(expected, `has a row ${at(0)} without values`);
  checkWidth(features, expected);
  const bytes = isBytes(data[0]);
  const kind = bytes ? RowKind.bytes : RowKind.float64;
  const copyRow = (out: RowValues, place: number, index: number) => {
    const row = rowOf(data, index, expected);
    if (row.length !== features)
      throw shapeError(
        expected,
        `has ${row.length} values in row ${at(index)}, but ${features} in row ${at(0)}`,
      );
    if (isBytes(row) !== bytes)
      throw shapeError(
        expected,
        `has a ${typeName(row)} as row ${at(index)}, but a ` +
          `${typeName(rowOf(data, 0, expected))} as row ${at(0)}: bytes, which stand for value / 255, do not mix with other numbers`,
      );
    if (Array.isArray(row)) setNumbers(out, place, row, at(index), expected);
    else if (isBigInts(row)) setBigInts(out, place, row, at(index), features, expected);
    else out.set(row, place);
  };
  return {
    rows: data.length,
    features,
    kind,
    chunk(first, count) {
      const values = newValues(kind, count * features);
      for (let i = 0; i < count; i++)
        try {
          copyRow(values, i * features, first + i);
        } catch (cause) {
          const row = `Row ${at(first + i)} of ${expected.name}`;
          throw unreadable('ERR_DATA_VALUE', row, cause);
        }
      return values;
    },
  };
}

function rowOf(data: readonly unknown[], index: number, expected: Expectation) {
  const row = data[index];
  if (Array.isArray(row) || isNumericArray(row)) return row as ArrayLike<number> | BigInts;
  throw shapeError(
    expected,
    `has ${describe(row)} as row ${index + (expected.stream?.firstRow ?? 0)}, expected an array or ` +
      `typed array of numbers`,
  );
}

/** Writes a row; each of its values may be a number or a BigInt. */
function setNumbers(
  out: RowValues,
  at: number,
  row: readonly unknown[],
  index: number,
  expected: Expectation,
): void {
  for (let column = 0; column < row.length; column++) {
    const value = row[column];
    if (typeof value === 'number') out[at + column] = value;
    else if (typeof value === 'bigint')
      out[at + column] = exactNumber(value, index, column, expected);
    else throw valueError(value, index, column, 'a number', expected);
  }
}

/** Writes rows of BigInts; `first` is the number of the first row. */
function setBigInts(
  out: RowValues,
  at: number,
  rows: BigInts,
  first: number,
  features: number,
  expected: Expectation,
): void {
  for (let i = 0; i < rows.length; i++)
    out[at + i] = exactNumber(rows[i]!, first + Math.floor(i / features), i % features, expected);
}

function exactNumber(value: bigint, row: number, column: number, expected: Expectation): number {
  const number = numberOfBigInt(value);
  if (number !== undefined) return number;
  const advice = '; subtract an offset from the column, or leave the column out';
  throw valueError(value, row, column, WHOLE_NUMBER + advice, expected);
}

function valueError(
  value: unknown,
  row: number,
  column: number,
  taken: string,
  { name }: Expectation,
): VAEError {
  return new VAEError(
    'ERR_DATA_VALUE',
    `${name} has ${show(value)} in row ${row}, column ${column}, expected ${taken}.`,
  );
}

function checkWidth(features: number, expected: Expectation): void {
  const { name, features: said, model, stream } = expected;
  if (said !== undefined && features !== said)
    throw shapeError(expected, `has ${features} values in a row, but features is ${said}`);
  if (model !== undefined && features !== model)
    throw shapeError(
      expected,
      name === 'latents'
        ? `has ${features} values in a row, but latentDim of this model is ${model}`
        : `has ${features} features, but rows of this model have ${model}`,
    );
  if (stream?.features !== undefined && features !== stream.features)
    throw shapeError(
      expected,
      `has ${features} values in row ${stream.firstRow}, but ${stream.features} in row 0`,
    );
}

type BigInts = BigInt64Array | BigUint64Array;

export function isNumericArray(value: unknown): value is NumericArray {
  return typedArrayName(value) !== undefined;
}

function isBigInts(value: unknown): value is BigInts {
  return typedArrayName(value)?.startsWith('Big') === true;
}

export function isBytes(value: unknown): boolean {
  const name = typedArrayName(value);
  return name === 'Uint8Array' || name === 'Uint8ClampedArray';
}

function kindOf(data: NumericArray): RowKind {
  if (isBytes(data)) return RowKind.bytes;
  return typedArrayName(data) === 'Float32Array' ? RowKind.float32 : RowKind.float64;
}

function newValues(kind: RowKind, length: number): RowValues {
  if (kind === RowKind.bytes) return new Uint8Array(length);
  return kind === RowKind.float32 ? new Float32Array(length) : new Float64Array(length);
}

function typeName(value: unknown): string {
  return typedArrayName(value) ?? 'Array';
}

function describe(value: unknown): string {
  return typedArrayName(value) ?? show(value);
}
