import type { Cell, TableColumns, TableVAE } from 'vae1';
import type { ColumnGaps, FilledRows, FillWanted, Progress, Report } from '../../contract/index.js';
import { cellOf, type TableDataset, tableOf } from '../session/dataset.js';
import type { FilledTable } from '../session/filled-table.js';
import type { Session } from '../session/session.js';
import { toCell } from './decoded.js';
import { isGap } from './made-cell.js';
import { gapRows, tableGaps, whyStay } from './table-gaps.js';

/** Rows passed to the library at once, at most. */
const MOST_ROWS = 256;
/** Rows returned for display. */
const SHOWN = 50;

/** @throws a sentence for people if no table of the model is open */
export function requireModelTable(session: Session): { vae: TableVAE; data: TableDataset } {
  const model = session.requireModel();
  const data = session.modelData;
  if (model.kind !== 'table' || data?.kind !== 'table')
    throw new Error('The model’s training data are not open. Open their file first.');
  return { vae: model.vae, data };
}

/** The gaps of each column of the open table that has any. */
export function openGaps(session: Session): Promise<readonly ColumnGaps[]> {
  const { vae, data } = requireModelTable(session);
  return tableGaps(data, vae.schema!);
}

/**
 * Fills the gaps of the open table, as one call of impute() does, and stores the cells in the session.
 * Rows keep their order, and cells that are there stay.
 */
export async function fillGaps(
  session: Session,
  { draws, seed }: FillWanted,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<FilledRows> {
  const { vae, data } = requireModelTable(session);
  const { leftOut } = session;
  const gaps = await fillableGaps(data, vae);
  if (gaps.size === 0) throw new Error('The columns of the model have no gaps to fill.');
  const rows = [...new Set([...gaps.values()].flat())].sort((a, b) => a - b);
  const filled = Array.from(
    { length: draws ?? 1 },
    () => new Map([...gaps.keys()].map((name) => [name, new Map<number, Cell>()])),
  );
  const options = { seed, signal, form: 'columns' } as const;
  for (const { first, count } of runsOf(rows)) {
    report({ what: 'Filling the gaps', fraction: first / data.rows });
    const piece = tableOf(
      data,
      leftOut,
      Array.from({ length: count }, (_, i) => first + i),
    );
    const tables: TableColumns[] =
      draws === null
        ? [await vae.impute(piece, { ...options, firstRow: first })]
        : await vae.impute(piece, { ...options, firstRow: first, draws });
    for (const [draw, table] of tables.entries())
      for (const [name, its] of gaps) take(filled[draw]!.get(name)!, table[name]!, its, first);
  }
  report({ what: 'Filling the gaps', fraction: 1 });
  const cells = [...filled[0]!.values()].reduce((sum, { size }) => sum + size, 0);
  const table: FilledTable = { draws: filled, drawn: draws !== null, rows, cells };
  if (session.model?.vae === vae) session.filled = table;
  return filledRows(session, 0);
}

/** The rows with a gap of each column whose gaps the model fills. */
async function fillableGaps({ columns }: TableDataset, { schema }: TableVAE) {
  const gaps = new Map<string, number[]>();
  for (const column of columns) {
    if (whyStay(column.name, schema!) !== null) continue;
    const rows = await gapRows(column, schema!);
    if (rows.length > 0) gaps.set(column.name, rows);
  }
  return gaps;
}

/**
 * The rows as runs of neighbours. A call draws for all of its rows, also for those without a gap, and
 * with the number of its first row makes what a call for the whole table makes.
 */
function* runsOf(rows: readonly number[]) {
  for (let next = 0; next < rows.length;) {
    const first = rows[next]!;
    let count = 1;
    while (count < MOST_ROWS && rows[next + count] === first + count) count++;
    yield { first, count };
    next += count;
  }
}

/** Takes the cells of the rows that lie in a piece of the table. A rule may say that there is none. */
function take(
  to: Map<number, Cell>,
  cells: readonly Cell[],
  rows: readonly number[],
  first: number,
): void {
  for (let i = lowerBound(rows, first); i < rows.length && rows[i]! < first + cells.length; i++)
    if (!isGap(cells[rows[i]! - first])) to.set(rows[i]!, cells[rows[i]! - first]);
}

/** The index of the first of these ascending numbers that is not below the value. */
function lowerBound(numbers: readonly number[], value: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first rows with a filled cell. @param draw From 0. */
export function filledRows(session: Session, draw: number): FilledRows {
  const { data } = requireModelTable(session);
  const filled = requireFilled(session);
  const cells = filled.draws[draw];
  if (!cells) throw new Error(`There is no draw ${draw + 1}.`);
  const places = filled.rows.slice(0, SHOWN);
  return {
    places,
    columns: data.columns.map(({ name }) => name),
    rows: places.map((row) =>
      data.columns.map((column) => toCell(cells.get(column.name)?.get(row) ?? cellOf(column, row))),
    ),
    filled: places.map((row) => [...cells].flatMap(([name, its]) => (its.has(row) ? [name] : []))),
    cells: filled.cells,
  };
}

export function requireFilled({ filled }: Session): FilledTable {
  if (!filled) throw new Error('The gaps have not been filled yet. Fill them first.');
  return filled;
}
