// Splits the rows that generate() is asked for into groups that are drawn the same way.
import { VAEError } from '../errors/errors.js';
import { type Quota, readBalance } from './balance.js';
import type { Conditions, DrawConditions } from './conditions.js';
import { Purpose, shuffle } from './draws.js';
import type { TableCoding } from './table-coding.js';
import type { Balance, Where } from '../options/table-options.js';
import { isCondition, readWhere, type Wish } from './where.js';

/** Rows that are drawn the same way, and their places in the result. */
export interface RowGroup {
  readonly rows: number;
  /** Writes the values that are fixed beforehand; undefined if none is. */
  readonly fixed: DrawConditions | undefined;
  /** Whether a row is as `where` wants it. */
  matches(values: ArrayLike<number>): boolean;
  /** The place of the next row that matches in the result; undefined if there is none for such a row. */
  place(values: ArrayLike<number>): number | undefined;
}

/**
 * @param autoregressive Whether the decoder makes rows given any cells.
 * @throws ERR_OPTION for values that the table does not have, or does not have together
 */
export function rowGroups(
  call: string,
  coding: TableCoding,
  conditions: Conditions,
  rows: number,
  asked: { where: Where; balance: Balance | undefined; missing: 'keep' | 'fill' },
  autoregressive: boolean,
) {
  const fill = asked.missing === 'fill';
  const wishes = readWhere(call, coding, asked.where);
  if (fill && wishes.some(({ accepts }) => accepts(null)))
    throw new VAEError(
      'ERR_OPTION',
      `missing of ${call} is 'keep' if where or balance asks for gaps.`,
    );
  const quotas =
    asked.balance === undefined
      ? undefined
      : readBalance(call, coding, asked.balance, wishes, rows).filter((quota) => quota.rows > 0);
  // Of a wish for one cell, rows are made given that cell.
  const isFixed = ({ part, cells }: Wish) =>
    isCondition(part) ||
    (autoregressive && cells?.length === 1 && part.columns.length > 0 && !part.derived);
  const modelled = wishes.filter(({ part }) => !isCondition(part));
  const balanced = quotas?.slice(0, 1).map(({ wish }) => wish) ?? [];
  const drawn = [...modelled, ...balanced].filter((wish) => !isFixed(wish));
  const isWanted = ({ part, accepts }: Wish, values: ArrayLike<number>) =>
    accepts(part.decode(values, part.first, fill, 0));

  const group = (count: number, also: readonly Wish[], place: RowGroup['place']): RowGroup => ({
    rows: count,
    fixed: fixing(
      conditions.drawing(call, [...wishes, ...also]),
      [...wishes, ...also].filter((wish) => isFixed(wish) && !isCondition(wish.part)),
    ),
    matches: (values) => modelled.every((wish) => isWanted(wish, values)),
    place,
  });
  return {
    /** Names of the columns that may cause rows to be rejected. */
    drawn: [...new Set(drawn.map(({ part }) => part.column.name))],
    /** @param start The number of the first row to draw. */
    from(seed: number, start: number): RowGroup[] {
      let next = 0;
      if (!quotas) return [group(rows, [], () => next++)];
      const places = shuffledPlaces(quotas, seed, start);
      if (balanced.every(isFixed))
        return quotas.map(({ wish, rows: count }, i) =>
          group(count, [wish], () => places[i]!.pop()),
        );
      const place = (values: ArrayLike<number>) =>
        places[quotas.findIndex(({ wish }) => isWanted(wish, values))]?.pop();
      return [group(rows, [], place)];
    },
  };
}

function fixing(
  conditions: DrawConditions | undefined,
  given: readonly Wish[],
): DrawConditions | undefined {
  if (given.length === 0) return conditions;
  return (out, at, seed, row) => {
    conditions?.(out, at, seed, row);
    for (const { part, cells } of given) part.encode(cells![0], out, at + part.first);
  };
}

/** The places of each category's rows, in random order. */
function shuffledPlaces(quotas: readonly Quota[], seed: number, start: number): number[][] {
  const order = Int32Array.from(quotas.flatMap(({ rows }, i) => Array<number>(rows).fill(i)));
  shuffle(order, seed, Purpose.order, start);
  const places = quotas.map((): number[] => []);
  for (const [place, category] of order.entries()) places[category]!.push(place);
  return places;
}
