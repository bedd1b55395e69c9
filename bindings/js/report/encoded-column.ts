import { VAEError } from '../errors/errors.js';
import { show } from '../errors/show.js';
import { A_DATE } from '../table/infer-dates.js';
import { CELLS, forEach, type Work } from '../table/slices.js';
import { cellError, showCell, type TableView } from '../table/table-view.js';
import type { ColumnKind, ComparedKind } from './column-kinds.js';

export interface Tables<T> {
  readonly real: T;
  readonly synthetic: T;
  readonly holdout: T | undefined;
}

/** One column of all tables, as numbers; NaN stands for a gap. */
export interface EncodedColumn extends Tables<Float64Array> {
  readonly name: string;
  readonly kind: ComparedKind['kind'];
  /** For a categorical column: values are 0 to levels - 1, and those below `realLevels` occur in real. */
  readonly levels: number;
  readonly realLevels: number;
  /** Whether its numbers are dates. */
  readonly isDate: boolean;
  /** The value that stands for true, in a column of real truth values or of 0 and 1. */
  readonly trueLevel: number | undefined;
  /** Bounds of real's values; Infinity and -Infinity if there are none. */
  readonly least: number;
  readonly most: number;
}

/**
 * @throws ERR_DATA_SHAPE if a table does not have the columns of real.
 * @throws ERR_DATA_VALUE for a cell that does not fit its column.
 */
export function* encodedColumns(
  views: Tables<TableView>,
  kinds: readonly ColumnKind[],
): Work<EncodedColumn[]> {
  const { names } = views.real;
  for (const table of ['synthetic', 'holdout'] as const) checkNames(table, views[table], names);
  const columns: EncodedColumn[] = [];
  for (const [i, given] of kinds.entries()) {
    if (given.kind === 'identifier') continue;
    const { kind } = given;
    const name = names[i]!;
    const levels = new Map<string, number>();
    const encoded = (table: keyof Tables<unknown>) =>
      encodedCells(table, views[table]!, name, given, levels);
    const real = yield* encoded('real');
    const realLevels = levels.size;
    let [least, most] = [Infinity, -Infinity];
    yield* forEach(real.length, 1 << 16, (row) => {
      if (real[row]! < least) least = real[row]!;
      if (real[row]! > most) most = real[row]!;
    });
    const isDate = kind === 'numeric' && given.takes === A_DATE;
    const trueLevel = kind === 'numeric' ? trueNumber(real) : trueCategory(levels);
    const synthetic = yield* encoded('synthetic');
    const holdout = views.holdout && (yield* encoded('holdout'));
    columns.push({
      ...{ name, kind, levels: levels.size, realLevels, isDate, trueLevel, least, most },
      ...{ real, synthetic, holdout },
    });
  }
  return columns;
}

/**
 * The cells of one column as numbers; NaN for a gap.
 * @param table The table's name in errors.
 * @param levels The numbers of categories so far. New ones are added.
 */
export function* encodedCells(
  table: string,
  view: TableView,
  name: string,
  compared: ComparedKind,
  levels: Map<string, number>,
): Work<Float64Array> {
  const column = view.names.indexOf(name);
  const values = new Float64Array(view.rows);
  yield* forEach(view.rows, CELLS, (row) => {
    const cell = view.cell(row, column);
    if (compared.isGap(cell)) values[row] = NaN;
    else if (compared.kind === 'categorical') values[row] = level(compared.key(cell), levels);
    else {
      const value = compared.read(cell);
      if (value === undefined) throw cellError(table, showCell(cell), row, name, compared.takes);
      // + 0 turns -0 into 0, which every comparison must treat alike.
      values[row] = value + 0;
    }
  });
  return values;
}

const isTruths = (values: readonly unknown[], no: unknown, yes: unknown) =>
  values.length === 2 && values.includes(no) && values.includes(yes);

function trueNumber(cells: Float64Array): number | undefined {
  const values = new Set<number>();
  const areFew = cells.every((x) => x !== x || values.add(x).size <= 2);
  return areFew && isTruths([...values], 0, 1) ? 1 : undefined;
}

function trueCategory(levels: ReadonlyMap<string, number>): number | undefined {
  for (const [no, yes] of TRUTHS) if (isTruths([...levels.keys()], no, yes)) return levels.get(yes);
  return undefined;
}

/** Keys of false and true, as in columns of truth values. */
const TRUTHS = [
  ['false', 'true'],
  ['0', '1'],
  ['no', 'yes'],
] as const;

function checkNames(table: string, view: TableView | undefined, names: readonly string[]): void {
  if (!view) return;
  const missing = names.find((name) => !view.names.includes(name));
  const extra = view.names.find((name) => !names.includes(name));
  if (missing !== undefined || extra !== undefined)
    throw new VAEError(
      'ERR_DATA_SHAPE',
      missing !== undefined
        ? `${table} has no column ${show(missing)}, but real has.`
        : `${table} has a column ${show(extra)}, but real has not.`,
    );
}

/** The number of a category. */
function level(key: string, levels: Map<string, number>): number {
  const known = levels.get(key);
  if (known !== undefined) return known;
  levels.set(key, levels.size);
  return levels.size - 1;
}
