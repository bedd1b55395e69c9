import { compareTables, type TableColumns, type TableReport } from 'vae1';
import { type TableDataset, tableOf } from '../session/dataset.js';
import type { Session } from '../session/session.js';
import { type TrainingRows, trainingRows } from '../session/training-rows.js';
import { requireComparison } from './compared-columns.js';
import { evenSample } from './even-sample.js';

/** Cells compared of each table: as many as take a few seconds. */
const MOST_CELLS = 4_000_000;

/** Of the generated tables that have been compared; a new table is compared anew. */
const reports = new WeakMap<TableColumns, TableReport>();

/**
 * Compares the generated table with the real rows that the model was trained on, and with those that it
 * has not seen, if it is known which these are.
 */
export async function comparedTables(session: Session, signal: AbortSignal): Promise<TableReport> {
  const { data, generated, schemas } = requireComparison(session);
  const known = reports.get(generated);
  if (known) return known;
  const names = schemas.map(({ name }) => name);
  const most = Math.floor(MOST_CELLS / names.length);
  const others = data.columns.map(({ name }) => name).filter((name) => !names.includes(name));
  const some = (rows: Uint32Array) => {
    const places = evenSample(rows.length, most);
    return tableOf(data, others, places.map((place) => rows[place]!)); // prettier-ignore
  };
  const { trained, unseen } = rowsOf(session, data);
  const made = Object.fromEntries(names.map((name) => [name, generated[name]!.slice(0, most)]));
  const report = await compareTables(some(trained), made, {
    columns: Object.fromEntries(schemas.map(({ name, type }) => [name, type])),
    ...(unseen.length > 0 && { holdout: some(unseen) }),
    signal,
  });
  reports.set(generated, report);
  return report;
}

function rowsOf({ settings }: Session, data: TableDataset): TrainingRows {
  if (settings) return trainingRows(data, settings);
  // A model from a file does not say which rows it was trained on.
  const trained = Uint32Array.from({ length: data.rows }, (_, row) => row);
  return { trained, unseen: new Uint32Array(0) };
}
