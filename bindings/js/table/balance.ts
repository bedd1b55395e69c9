// Turns `balance` into the number of rows to generate for each category.
import { VAEError } from '../errors/errors.js';
import { nearestName } from '../errors/nearest-name.js';
import { isFiniteNumber } from '../options/option-rules.js';
import { list, show } from '../errors/show.js';
import type { ColumnCoding } from './column-coding.js';
import { cellNumbers } from './rules/cell-numbers.js';
import { listed } from './rules/schema-rules.js';
import type { TableCoding } from './table-coding.js';
import type { Balance } from '../options/table-options.js';
import type { Cell } from '../data/table.js';
import { partNamed, type Wish, wishForCells } from './where.js';

/** A category, as a wish for its column, and the number of rows to generate with it. */
export interface Quota {
  readonly wish: Wish;
  readonly rows: number;
}

// Shares such as 0.1 + 0.2 + 0.7 do not add up to 1 exactly.
const ROUNDING = 1e-9;

/** @throws ERR_OPTION for an unknown column or category, and for shares that do not add up. */
export function readBalance(
  call: string,
  coding: TableCoding,
  balance: Balance,
  wishes: readonly Wish[],
  rows: number,
): Quota[] {
  const option = `balance of ${call}`;
  const [name, given] = typeof balance === 'string' ? [balance] : onlyEntry(option, balance);
  const part = partNamed(option, coding, name);
  const allowed = wishes.filter((wish) => wish.part === part);
  const categories = categoriesOf(part).filter(({ cell }) =>
    allowed.every(({ accepts }) => accepts(cell)),
  );
  if (categories.length === 0)
    throw new VAEError(
      'ERR_OPTION',
      `${option} must name a column of categories or of few values` +
        `${allowed.length > 0 ? ', some of which where allows' : ''}, not ${show(name)}.`,
    );
  const shares = given
    ? sharesOf(`${show(name)} in ${option}`, categories, given)
    : categories.map(() => 1 / categories.length);
  const counts = apportioned(shares, rows);
  return categories.map(({ cell }, i) => ({
    wish: wishForCells(part, [cell]),
    rows: counts[i]!,
  }));
}

interface CellCount {
  readonly cell: Cell;
  readonly count: number;
}

/** The column's values, if the schema counts them; otherwise none. */
function categoriesOf(part: ColumnCoding): CellCount[] {
  const { toCell } = cellNumbers(part);
  return listed(part.column).map(({ number, count }) => ({ cell: toCell(number), count }));
}

function onlyEntry(option: string, balance: object): [string, object] {
  const entries = Object.entries(balance) as [string, unknown][];
  const [name, shares] = entries[0] ?? [];
  if (entries.length === 1 && typeof shares === 'object' && shares !== null) return [name!, shares];
  throw new VAEError(
    'ERR_OPTION',
    `${option} must be the name of one column, or { column: { category: share, ... } } for one ` +
      `column, not ${entries.length === 1 ? `{ ${show(name)}: ${show(shares)} }` : `${entries.length} columns`}.`,
  );
}

/** One share per category. Categories without a share divide the rest in proportion to their counts. */
function sharesOf(place: string, categories: readonly CellCount[], given: object): number[] {
  const names = categories.map(({ cell }) => String(cell));
  const shares = new Map<number, number>();
  let sum = 0;
  for (const [name, share] of Object.entries(given) as [string, unknown][]) {
    const category = names.indexOf(name);
    if (category < 0 || names.lastIndexOf(name) !== category)
      throw new VAEError(
        'ERR_OPTION',
        `${place} names ${show(name)}, which matches ${category < 0 ? 'no' : 'more than one'} ` +
          `category; did you mean ${show(nearestName(name, names))}? There are ${list(names)}.`,
      );
    if (!isFiniteNumber(share) || share < 0 || share > 1)
      throw new VAEError(
        'ERR_OPTION',
        `${show(name)} in ${place} must be a share from 0 to 1, not ${show(share)}.`,
      );
    shares.set(category, share);
    sum += share;
  }
  const rest = Math.max(0, 1 - sum);
  const others = categories.reduce((n, { count }, i) => n + (shares.has(i) ? 0 : count), 0);
  if (sum > 1 + ROUNDING || (others === 0 && rest > ROUNDING))
    throw new VAEError(
      'ERR_OPTION',
      `${place} must have shares that add up to ${others === 0 ? '1' : 'at most 1'}, not ` +
        `${Number(sum.toPrecision(12))}.`,
    );
  return categories.map(({ count }, i) => shares.get(i) ?? (rest * count) / others);
}

/** Rounds shares x total to whole numbers that add up to total: Hamilton's largest remainders. */
function apportioned(shares: readonly number[], total: number): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const exact = shares.map((share) => (share / sum) * total);
  const counts = exact.map(Math.floor);
  const left = total - counts.reduce((a, b) => a + b, 0);
  const remainder = (i: number) => exact[i]! - counts[i]!;
  const order = [...counts.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b);
  for (const i of order.slice(0, left)) counts[i]!++;
  return counts;
}
