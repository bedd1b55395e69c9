// The combinations of values that condition columns have in training.
import type { DataSource } from '../data/data-source.js';
import { VAEError } from '../errors/errors.js';
import { list } from '../errors/show.js';
import { ColumnKind, type NativeColumn } from '../engine/native.js';
import type { ColumnCoding } from './column-coding.js';
import { below, bits, firstAbove, Purpose } from './draws.js';
import type { TableCoding } from './table-coding.js';
import type { Cell } from '../data/table.js';
import { isCondition, type Wish } from './where.js';

/** Writes the condition columns of a generated row to out[at], ...; seed and row number determine them. */
export type DrawConditions = (out: Float64Array, at: number, seed: number, row: number) => void;

/** A combination of values in the condition columns, in their order, and its number of rows. */
interface Combination {
  readonly values: readonly number[];
  count: number;
}

/** Of more combinations, keep those with the smallest hashes: this sample ignores the order of rows. */
const MOST = 10_000;

export class Conditions {
  readonly #parts: readonly ColumnCoding[];
  readonly #combinations: readonly Combination[];

  constructor(coding: TableCoding, combinations: readonly Combination[]) {
    this.#parts = coding.parts.filter(isCondition);
    this.#combinations = combinations;
  }

  /** undefined unless toJSON() made it from the conditions of such a table. */
  static from(coding: TableCoding, json: unknown): Conditions | undefined {
    const cores = coreColumns(coding).map((core) => coding.columns[core]!);
    const fits = (item: unknown): item is (number | null)[] =>
      Array.isArray(item) &&
      item.length === cores.length + 1 &&
      Number.isSafeInteger(item[0]) &&
      item[0] > 0 &&
      cores.every((core, i) => canHold(core, item[i + 1]));
    if (!Array.isArray(json) || json.length > MOST || !json.every(fits)) return undefined;
    if (json.length === 0 && cores.length > 0) return undefined;
    return new Conditions(
      coding,
      json.map(([count, ...values]) => ({
        values: values.map((value) => value ?? NaN),
        count: count!,
      })),
    );
  }

  /** For each combination, its count and then its values; null for a gap. */
  toJSON(): (number | null)[][] {
    return this.#combinations.map(({ values, count }) => [
      count,
      ...values.map((value) => (Number.isNaN(value) ? null : value)),
    ]);
  }

  /**
   * Draws condition values that fit the wishes: from matching training rows, in proportion; or, if
   * there are none and the wishes name every condition column, from the wishes.
   * @throws ERR_OPTION if no training row matches, and the wishes do not name every condition column.
   */
  drawing(call: string, wishes: readonly Wish[]): DrawConditions | undefined {
    const parts = this.#parts;
    if (parts.length === 0) return undefined;
    const wanted = parts.map((part) => wishes.filter((wish) => wish.part === part));
    const offsets = offsetsOf(parts);
    const candidates = this.#combinations.filter(({ values }) => {
      const numbers = Float64Array.from(values);
      return parts.every((part, i) => {
        if (wanted[i]!.length === 0) return true;
        const cell = part.decode(numbers, offsets[i]!, false, 0);
        return wanted[i]!.every(({ accepts }) => accepts(cell));
      });
    });
    if (candidates.length > 0) return drawSeen(parts, offsets, candidates);
    const named = parts.map((_, i) => cellsOf(wanted[i]!));
    if (named.every((cells) => cells.length > 0)) return drawNamed(parts, named);
    const open = parts.filter((_, i) => named[i]!.length === 0).map(({ column }) => column.name);
    throw new VAEError(
      'ERR_OPTION',
      `where of ${call} has values that no training row has together, so the other conditions ` +
        `cannot be drawn from training rows: name a value of ${list(open)} too.`,
    );
  }
}

/** The cells that all wishes for a column accept, if wishes list cells. */
function cellsOf(wishes: readonly Wish[]): readonly Cell[] {
  const cells = wishes.find((wish) => wish.cells)?.cells ?? [];
  return cells.filter((cell) => wishes.every(({ accepts }) => accepts(cell)));
}

function drawSeen(
  parts: readonly ColumnCoding[],
  offsets: readonly number[],
  candidates: readonly Combination[],
): DrawConditions {
  let total = 0;
  const ends = Float64Array.from(candidates, ({ count }) => (total += count));
  return (out, at, seed, row) => {
    const drawn = below(total, seed, Purpose.condition, row);
    const { values } = candidates[firstAbove(ends, drawn)]!;
    for (const [i, { first, columns }] of parts.entries())
      for (let k = 0; k < columns.length; k++) out[at + first + k] = values[offsets[i]! + k]!;
  };
}

function drawNamed(
  parts: readonly ColumnCoding[],
  named: readonly (readonly Cell[])[],
): DrawConditions {
  return (out, at, seed, row) => {
    for (const [i, part] of parts.entries()) {
      const cells = named[i]!;
      part.encode(cells[below(cells.length, seed, Purpose.unseen, row, i)], out, at + part.first);
    }
  };
}

/** Counts combinations while the rows of a source are read for the first time. */
export class ConditionCount {
  readonly source: DataSource;
  readonly #coding: TableCoding;
  readonly #seed: number;
  readonly #cores: readonly number[];
  readonly #found = new Map<string, Combination & { readonly hash: number }>();
  #largest = Infinity;
  #counted = 0;

  /** @param seed Seed of the hashes that decide which of too many combinations to keep. */
  constructor(coding: TableCoding, source: DataSource, seed: number) {
    this.#coding = coding;
    this.#seed = seed;
    this.#cores = coreColumns(coding);
    this.source = {
      ...source,
      chunk: (first, rows) => {
        const values = source.chunk(first, rows);
        if (this.#cores.length > 0 && first === this.#counted) this.#count(values, rows);
        return values;
      },
    };
  }

  get conditions(): Conditions {
    return new Conditions(this.#coding, this.#smallest());
  }

  #count(values: ArrayLike<number>, rows: number): void {
    const width = this.#coding.columns.length;
    for (let row = 0; row < rows; row++) {
      // 0 + -0 is 0.
      const combination = this.#cores.map((core) => 0 + values[row * width + core]!);
      const key = combination.join();
      const found = this.#found.get(key);
      if (found) found.count++;
      else this.#add(key, combination);
    }
    this.#counted += rows;
  }

  #add(key: string, values: readonly number[]): void {
    const words = new Uint32Array(Float64Array.from(values).buffer);
    const hash = bits(this.#seed, Purpose.sample, ...words);
    if (hash > this.#largest) return;
    this.#found.set(key, { values, count: 1, hash });
    if (this.#found.size < 2 * MOST) return;
    const kept = this.#smallest();
    this.#largest = kept.at(-1)!.hash;
    for (const [other, { hash: its }] of this.#found)
      if (its > this.#largest) this.#found.delete(other);
  }

  #smallest() {
    return [...this.#found]
      .sort(([a, x], [b, y]) => x.hash - y.hash || (a < b ? -1 : 1))
      .slice(0, MOST)
      .map(([, combination]) => combination);
  }
}

/** The core columns that are conditions, in order. */
function coreColumns({ columns }: TableCoding): number[] {
  return [...columns.keys()].filter((core) => columns[core]!.condition);
}

/** The index in a combination at which each part's values begin. */
function offsetsOf(parts: readonly ColumnCoding[]): number[] {
  let next = 0;
  return parts.map(({ columns }) => (next += columns.length) - columns.length);
}

const inside = (cell: number, levels: number) => cell > 0 && cell < levels;

function canHold({ kind, levels, optional }: NativeColumn, value: unknown): boolean {
  if (value === null) return optional;
  if (kind === ColumnKind.real) return Number.isFinite(value);
  if (kind === ColumnKind.ordinal) return Number.isFinite(value) && inside(value as number, levels);
  const most = kind === ColumnKind.binary ? 1 : levels - 1;
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most;
}
