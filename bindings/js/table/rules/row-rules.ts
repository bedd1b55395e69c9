import type { NumberColumn, TableSchema } from '../../data/schema.js';
import type { Cell } from '../../data/table.js';
import type { CellNumbers } from './cell-numbers.js';
import { isBroken, type NumberRule, type RowNumbers, sumOf } from './number-rule.js';
import { decimalsIn, listed } from './schema-rules.js';
import { roundTo } from '../cells/rounding.js';

/** The cells of a row that was made, to be corrected. */
export interface RowCells {
  get(column: number): Cell;
  set(column: number, cell: Cell): void;
  /** Whether the cell was made, rather than given. */
  isMade(column: number): boolean;
}

/** The rules of a table, applied to its rows. */
export class RowRules {
  readonly rules: readonly NumberRule[];
  /** A correction may break a rule before it: that of another column which follows from the same one. */
  readonly #twice: readonly NumberRule[];
  readonly #schema: TableSchema;
  readonly #numbers: readonly CellNumbers[];
  /** Rules that decoded rows may break. */
  readonly open: readonly NumberRule[];

  constructor(
    schema: TableSchema,
    rules: readonly NumberRule[],
    numbers: readonly CellNumbers[],
    isOpen: (rule: NumberRule) => boolean,
  ) {
    this.rules = rules;
    this.#twice = [...rules, ...rules];
    this.#schema = schema;
    this.#numbers = numbers;
    this.open = rules.filter(isOpen);
  }

  /** Whether the row breaks one of the open rules, or a sum is beyond the bounds of its column. */
  isBroken(cell: (column: number) => Cell): boolean {
    const numbers: RowNumbers = (column) => this.#numbers[column]!.toNumber(cell(column));
    return this.open.some(
      (rule) =>
        isBroken(rule, numbers) ||
        (rule.type === 'sum' && !this.#isWithin(rule.columns[0]!, numbers(rule.columns[0]!))),
    );
  }

  /** Changes cells that were made, so that the row keeps the rules as far as given cells let it. */
  correct(row: RowCells): void {
    const numbers: RowNumbers = (column) => this.#numbers[column]!.toNumber(row.get(column));
    for (const rule of this.#twice) {
      if (!isBroken(rule, numbers)) continue;
      for (const [column, number] of this.#corrections(rule, numbers, row))
        if (row.isMade(column)) row.set(column, this.#numbers[column]!.toCell(number));
    }
  }

  /** The numbers that make the row keep a rule. */
  #corrections(
    rule: NumberRule,
    numbers: RowNumbers,
    { isMade }: RowCells,
  ): (readonly [column: number, number: number])[] {
    const { columns } = this.#schema;
    switch (rule.type) {
      case 'dependency': {
        const [determinant, dependent] = rule.columns;
        if (isMade(dependent)) return [[dependent, rule.values.get(numbers(determinant))!]];
        const value = numbers(dependent);
        const fitting = listed(columns[determinant]!)
          .filter(({ number }) => rule.values.get(number) === value)
          .sort((a, b) => b.count - a.count);
        return fitting.slice(0, 1).map(({ number }) => [determinant, number]);
      }
      case 'oneHot': {
        const { columns: group } = rule;
        const given = group.find((column) => !isMade(column) && numbers(column) === 1);
        const made = group.filter(isMade);
        const share = (column: number) =>
          listed(columns[column]!).find(({ number }) => number === 1)?.count ?? 0;
        const commonest = made.reduce((a, b) => (share(b) > share(a) ? b : a), made[0]!);
        const one = given ?? made.find((column) => numbers(column) === 1) ?? commonest;
        return group.map((column) => [column, column === one ? 1 : 0]);
      }
      case 'sum':
        return this.#sumCorrections(rule, numbers, rule.columns.filter(isMade));
      case 'order': {
        const [lesser, greater] = rule.columns;
        return [isMade(greater) ? [greater, numbers(lesser)] : [lesser, numbers(greater)]];
      }
    }
  }

  /** Each column in turn takes as much of what is wrong as its bounds let it. */
  #sumCorrections(
    rule: Extract<NumberRule, { type: 'sum' }>,
    numbers: RowNumbers,
    made: readonly number[],
  ): (readonly [column: number, number: number])[] {
    const [total] = rule.columns;
    const corrected = new Map<number, number>();
    const now: RowNumbers = (column) => corrected.get(column) ?? numbers(column);
    for (const column of made) {
      const { minimum, maximum } = this.#boundsOf(column);
      const sum = sumOf(rule.columns, now);
      const exact = column === total ? sum : now(column) + now(total!) - sum;
      const number = roundTo(
        Math.min(Math.max(exact, minimum), maximum),
        decimalsIn(this.#schema.columns[column]!),
      );
      if (this.#isWithin(column, number)) corrected.set(column, number);
      if (!isBroken(rule, now)) return [...corrected];
    }
    return [];
  }

  #isWithin(column: number, number: number): boolean {
    const { minimum, maximum } = this.#boundsOf(column);
    return !(number < minimum || number > maximum);
  }

  #boundsOf(column: number): { readonly minimum: number; readonly maximum: number } {
    return this.#schema.columns[column] as NumberColumn;
  }
}
