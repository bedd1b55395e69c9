// Columns of numbers and dates: by their bins, or as models that were saved before there were bins have
// them, by levels, or by spikes and a mixture.
import { ColumnKind, RealCoding } from '../engine/native.js';
import { Bins, nearestBin } from './bins.js';
import { cellReader, type CellReader, cellWriter } from './cells/cell-reader.js';
import { isTimeForm } from './cells/date-form.js';
import { numberTextWriter } from './cells/number-form.js';
import { roundTo } from './cells/rounding.js';
import { A_DATE, toStep } from './infer-dates.js';
import type { Bin, Category, DateColumn, NumberColumn } from '../data/schema.js';
import { show } from '../errors/show.js';
import type { ValueCoding } from './value-coding.js';

type OrderedColumn = NumberColumn | DateColumn;

export function orderedCoding(column: OrderedColumn): ValueCoding & { readonly read: CellReader } {
  const read = cellReader(column);
  const write = cellWriter(column);
  const numbers = numbersOf(column);
  return {
    columns: numbers.columns,
    takes: takesOf(column),
    read,
    encode(cell, out, at) {
      const value = read(cell);
      return value === undefined ? undefined : numbers.encode(value, out, at);
    },
    decode(drawn, at) {
      const value = numbers.value(drawn, at);
      return value !== value ? null : write(value);
    },
    ...(numbers.draw && { mean: { draw: numbers.draw, encode: numbers.encode } }),
  };
}

/** Numbers as cells of the core, by their first one at `at`. */
interface Numbers {
  readonly columns: ValueCoding['columns'];
  /** Writes the cells. Returns what ValueCoding's encode() does. */
  encode(value: number, out: Float64Array, at: number): number;
  value(drawn: ArrayLike<number>, at: number): number;
  /** The number that a draw counts for in a mean; absent if a mean is no value of the column. */
  draw?(drawn: ArrayLike<number>, at: number): number;
}

function numbersOf(column: OrderedColumn): Numbers {
  const { bins, levels, spikes = [], minimum, maximum } = column;
  const round = roundingOf(column);
  const bound = (value: number) => Math.min(Math.max(value, minimum), maximum);
  if (bins) return byBins(bins, (value) => bound(round(value)));
  return levels ? byLevels(levels) : byMixture(spikes, round, bound);
}

function roundingOf(column: OrderedColumn): (value: number) => number {
  if (column.type === 'date') return (time) => toStep(time, column.step);
  const digits = column.type === 'integer' ? 0 : column.decimals;
  return (value) => roundTo(value, digits);
}

function byBins(bins: readonly Bin[], finish: (value: number) => number): Numbers {
  const known = new Bins(bins, finish);
  const value = (drawn: ArrayLike<number>, at: number) => known.value(drawn[at]!);
  return {
    columns: [{ kind: ColumnKind.ordinal, levels: bins.length }],
    encode: (number, out, at) => known.place(number, out, at),
    value,
    draw: value,
  };
}

function byLevels(levels: readonly Category<number>[]): Numbers {
  return {
    columns: [{ kind: ColumnKind.categorical, levels: levels.length }],
    encode(value, out, at) {
      out[at] = nearestBin(levels, value);
      return 0;
    },
    value: (drawn, at) => levels[drawn[at]!]?.value ?? NaN,
  };
}

function byMixture(
  spikes: readonly Category<number>[],
  round: (value: number) => number,
  bound: (value: number) => number,
): Numbers {
  const none = spikes.length;
  const skip = none > 0 ? 1 : 0;
  const index = new Map(spikes.map(({ value }, level) => [value, level]));
  const real = { coding: RealCoding.mixture, optional: skip > 0 };
  const number = (drawn: ArrayLike<number>, at: number, of: (value: number) => number) => {
    const level = skip ? drawn[at]! : none;
    return level < none ? spikes[level]!.value : of(drawn[at + skip]!);
  };
  return {
    columns: skip ? [{ kind: ColumnKind.categorical, levels: none + 1 }, real] : [real],
    encode(value, out, at) {
      const spike = skip ? index.get(value) : undefined;
      if (skip) out[at] = spike ?? none;
      out[at + skip] = spike === undefined ? value : NaN;
      return 0;
    },
    value: (drawn, at) => number(drawn, at, (value) => bound(round(value))),
    draw: (drawn, at) => number(drawn, at, bound),
  };
}

/** The cells that the column takes, as errors name them. */
function takesOf(column: OrderedColumn): string {
  if (column.type !== 'date')
    return column.form
      ? `a number such as ${show(numberTextWriter(column.form, String)(1234.5))}`
      : 'a number';
  const { form } = column;
  if (isTimeForm(form)) return `a time of day: ${show(form)}`;
  return form === 'Date' || form === 'YYYY-MM-DD' ? A_DATE : `a date: a Date, ${show(form)}`;
}
