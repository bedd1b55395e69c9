import type { Cell } from '../cell.js';
import { decimal } from './plain-value.js';

/**
 * The type of a column in Arrow's format, such as a `DataType` of apache-arrow. */
export interface ArrowType {
  /** The number that the format gives the type (Schema.fbs), or -1 for a dictionary. */
  readonly typeId: number;
  /** Of decimals: the number of digits after the point. */
  readonly scale?: number;
  /** Of decimals. */
  readonly bitWidth?: number;
  /** Of a dictionary: the type of its values. */
  readonly dictionary?: ArrowType;
  /** Its name, for errors. */
  toString(): string;
}

/** Turns what a vector's `get()` returns, other than null, into a cell. */
export type ArrowCellReader = (value: unknown) => Cell;

const DICTIONARY = -1;
const NULL = 1;
const DECIMAL = 7;
/** Date and Timestamp. */
const DATES: readonly number[] = [8, 10];
/** Time and Duration: numbers of their unit. */
const TIMES: readonly number[] = [9, 18];
/** Int, FloatingPoint, Utf8, Bool, LargeUtf8 and Utf8View. */
const PLAIN: readonly number[] = [2, 3, 5, 6, 20, 24];

/**
 * What reads the cells of an Arrow column as TableVAE does: decimals as numbers by their scale, dates
 * and timestamps as Dates, times and durations as numbers of their unit.
 * @param type Of the column's field, such as a `DataType` of apache-arrow 21.
 * @returns A function of what the vector's `get()` returns, other than null; undefined for a type
 *   without a single value that a table can have: lists, structs, bytes, intervals.
 * @example
 * ```js
 * import { arrowCellReader } from 'vae1';
 *
 * const read = arrowCellReader({ typeId: 10 }); // a timestamp: milliseconds, some with a fraction
 * console.log(read(-0.001).toISOString()); // 1969-12-31T23:59:59.999Z
 * ```
 */
export function arrowCellReader(type: ArrowType): ArrowCellReader | undefined {
  const { typeId } = type;
  if (typeId === DICTIONARY) return type.dictionary && arrowCellReader(type.dictionary);
  if (typeId === NULL) return () => null;
  if (typeId === DECIMAL) return decimalReader(type);
  // A unit finer than milliseconds makes fractions, which truncation would round towards 1970.
  if (DATES.includes(typeId)) return (value) => new Date(Math.floor(Number(value)));
  if (TIMES.includes(typeId)) return Number;
  return PLAIN.includes(typeId) ? (value) => value as Cell : undefined;
}

/**
 * Decimals come as the 32-bit words of an integer in two's complement, the least first; as a BigInt,
 * which is unscaled too; or as the number itself.
 */
function decimalReader({ scale = 0 }: ArrowType): ArrowCellReader {
  return (value) => {
    if (typeof value === 'number') return value;
    if (typeof value === 'bigint') return decimal(value, scale);
    const words = value as Uint32Array;
    let integer = 0n;
    for (let i = words.length - 1; i >= 0; --i) integer = (integer << 32n) | BigInt(words[i]!);
    return decimal(BigInt.asIntN(32 * words.length, integer), scale);
  };
}
