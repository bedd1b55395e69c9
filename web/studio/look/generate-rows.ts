import type { Cell, TableColumns } from 'vae1';
import type { CellValue, Progress, Report, TableRows } from '../contract.js';
import type { Session } from '../session.js';
import { cellText } from './coded-column.js';

/** Rows that are shown of what was made. */
const SHOWN = 50;

/** Makes a table, keeps it in the session, and gives its first rows. */
export async function generateRows(
  session: Session,
  count: number,
  seed: number,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<TableRows> {
  const model = session.needModel();
  if (model.kind !== 'table') throw new Error('This model makes images, not rows of a table.');
  const { vae } = model;
  report({ what: 'Generating rows', fraction: 0 });
  // A model that was loaded makes the form that it was trained on.
  const made: TableColumns | Record<string, Cell>[] = await vae.generate(count, { seed, signal });
  const names = vae.schema!.columns.map(({ name }) => name);
  const generated = Array.isArray(made) ? asColumns(made, names) : made;
  if (session.model === model) session.generated = generated;
  report({ what: 'Generating rows', fraction: 1 });
  return {
    columns: names,
    rows: Array.from({ length: Math.min(SHOWN, count) }, (_, row) =>
      names.map((name) => shown(generated[name]![row])),
    ),
  };
}

function asColumns(rows: readonly Record<string, Cell>[], names: readonly string[]): TableColumns {
  return Object.fromEntries(names.map((name) => [name, rows.map((row) => row[name])]));
}

function shown(cell: Cell): CellValue {
  if (cell === null || cell === undefined) return null;
  return typeof cell === 'number' ? cell : cellText(cell);
}
