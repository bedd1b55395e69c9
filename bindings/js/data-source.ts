import { VAEError } from './errors.js';
import { type NativeColumn, RowKind } from './native.js';
import { readingOf, unreadable } from './reading-of.js';
import { show } from './show.js';
import { typedArrayName } from './tag-of.js';
import { numberOfBigInt, WHOLE_NUMBER } from './whole-number.js';

/** A typed array of numbers; bytes stand for value / 255. Those of BigInts hold integers within 2^53. */
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
  | BigUint64Array;

/**
 * Rows of numbers: a typed array with row after row (the call's `features` says how many values
 * make a row; a trained model knows), the same with its shape, or an array of rows.
 *
 * `Uint8Array`, `Uint8ClampedArray` and Node's `Buffer` are bytes: a compact form of [0, 1], each
 * value standing for value / 255. Every other kind is taken as the numbers that it holds; BigInts have
 * to be within 2^53. Views at any offset and of shared memory serve; nothing is detached. The values
 * are read while the call is under way, and so must not change before its promise settles.
 */
export type Data =
  | NumericArray
  | {
      /** Row after row. */
      readonly data: NumericArray;
      /** [N, D]; their product is the length of `data`. */
      readonly shape: readonly [rows: number, features: number];
    }
  | readonly Row[];

/** A single row: features values, of the kinds that data may have. */
export type Row = readonly (number | bigint)[] | NumericArray;

/** Rows in a form that the engine takes, read chunk by chunk. */
export interface DataSource {
  readonly rows: number;
  readonly features: number;
  readonly kind: RowKind;
  /** Of the rows of a table: what they consist of. */
  readonly columns?: readonly NativeColumn[];
  /** A fresh copy of rows first, ..., first + rows - 1. */
  chunk(first: number, rows: number): RowValues;
  /**
   * What each of these rows has to its reconstruction loss beyond what the core knows, in nats.
   * Default: nothing.
   */
  surprises?(first: number, rows: number): Float64Array<ArrayBuffer>;
}

/** A source that is one already: what the calls of TableVAE give to those for rows of numbers. */
export class Rows<Source extends DataSource = DataSource> {
  readonly source: Source;

  constructor(source: Source) {
    this.source = source;
  }
}

export type RowValues =
  Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** What is known of the data beforehand. */
export interface Expectation {
  /** The argument's name, for sentences. */
  readonly name: 'data' | 'validation' | 'latents' | 'a' | 'b' | 'row';
  /** The `features` option of the call. */
  readonly features?: number | undefined;
  /** What the model takes, if it is trained. */
  readonly model?: number | undefined;
  /** Where the data are a chunk of a stream, which may hold no rows. */
  readonly stream?: {
    /** Number of the chunk's first row. */
    readonly firstRow: number;
    /** Values in the rows before. */
    readonly features: number | undefined;
  };
}

/**
 * @throws ERR_DATA_SHAPE for what is no data, holds no rows, or has another width than expected, and
 *   for what throws as it is read: a getter, a proxy. Faults within an array of rows, and BigInts
 *   beyond 2^53, show when its chunks are read (ERR_DATA_SHAPE, ERR_DATA_VALUE).
 */
export function dataSource(data: unknown, expected: Expectation): DataSource {
  const readable = <T>(read: () => T) => readingOf('ERR_DATA_SHAPE', expected.name, read);
  const source = readable(() => (data instanceof Rows ? data.source : anySource(data, expected)));
  return { ...source, chunk: (first, rows) => readable(() => source.chunk(first, rows)) };
}

function anySource(data: unknown, expected: Expectation): DataSource {
  if (isNumericArray(data)) {
    const features = expected.features ?? expected.model ?? expected.stream?.features;
    if (features === undefined)
      throw shapeError(
        expected,
        `is a flat ${typeName(data)} of length ${data.length}; say how many values make a row ` +
          `with { features }, or give { data, shape: [rows, features] }`,
      );
    if (data.length % features !== 0)
      throw shapeError(
        expected,
        `has ${data.length} values, which ${features} features do not divide into rows`,
      );
    return flatSource(data, data.length / features, features, expected);
  }
  if (Array.isArray(data)) return rowsSource(data, expected);
  if (typeof data === 'object' && data !== null && 'data' in data && 'shape' in data)
    return shapedSource(data.data, data.shape, expected);
  throw shapeError(
    expected,
    `is a Float32Array, Float64Array or another typed array of numbers, { data, shape }, or an ` +
      `array of rows; was given ${describe(data)}`,
  );
}

/** @throws ERR_DATA_SHAPE for what is no row of `features` values. */
export function rowSource(row: unknown, name: Expectation['name'], features: number): DataSource {
  const isRow = readingOf('ERR_DATA_SHAPE', name, () => Array.isArray(row) || isNumericArray(row));
  if (!isRow)
    throw shapeError(
      { name },
      `is a row: an array or typed array of ${features} numbers; was given ${describe(row)}`,
    );
  return dataSource([row], { name, model: features });
}

function shapedSource(data: unknown, shape: unknown, expected: Expectation): DataSource {
  if (!isNumericArray(data))
    throw shapeError(expected, `.data is a typed array of numbers, was given ${describe(data)}`);
  if (!Array.isArray(shape) || shape.length !== 2 || !shape.every(Number.isSafeInteger))
    throw shapeError(expected, `.shape is [rows, features], was given ${show(shape)}`);
  const [rows, features] = shape as [number, number];
  if (rows < 0 || features < 1 || rows * features !== data.length)
    throw shapeError(
      expected,
      `.shape is [${rows}, ${features}], which ${data.length} values do not fill`,
    );
  return flatSource(data, rows, features, expected);
}

function flatSource(
  data: NumericArray,
  rows: number,
  features: number,
  expected: Expectation,
): DataSource {
  if (rows === 0 && !expected.stream) throw noRows(expected);
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
  if (data.length === 0 && !expected.stream) throw noRows(expected);
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
    `is an array, so each of its elements is a row: an array or typed array of numbers; ` +
      `row ${index + (expected.stream?.firstRow ?? 0)} is ${describe(row)}`,
  );
}

/** Writes the row's values, each of which may be a BigInt. */
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

/** Writes rows of BigInts; `first`: the number of their first. */
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
  const advice = '; subtract an offset from the column, or leave it out';
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
    `${name} has ${show(value)} in row ${row}, column ${column}, where ${taken} is expected.`,
  );
}

function checkWidth(features: number, expected: Expectation): void {
  const { name, features: said, model, stream } = expected;
  if (said !== undefined && features !== said)
    throw new VAEError(
      'ERR_DATA_SHAPE',
      `${name} has ${features} values in a row, but features is ${said}.`,
    );
  if (model !== undefined && features !== model)
    throw new VAEError(
      'ERR_DATA_SHAPE',
      name === 'latents'
        ? `latents has ${features} values in a row, but latentDim of this model is ${model}.`
        : `${name} has ${features} features, but this model was trained on ${model}.`,
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

function noRows({ name }: Expectation): VAEError {
  return new VAEError('ERR_DATA_SHAPE', `${name} holds no rows; at least one is needed.`);
}

/** For a `problem` with the argument, said after its name. */
export function shapeError({ name }: { readonly name: string }, problem: string): VAEError {
  return new VAEError('ERR_DATA_SHAPE', `${name}${problem[0] === '.' ? '' : ' '}${problem}.`);
}
