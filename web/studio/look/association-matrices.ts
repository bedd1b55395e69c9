import { associations } from 'vae1';
import type { Associations, Progress, Report } from '../../contract/index.js';
import { tableOf } from '../session/dataset.js';
import type { Session } from '../session/session.js';
import { requireComparison } from './compared-columns.js';
import { evenSample } from './even-sample.js';

/** Rows measured of each table. */
const MOST_ROWS = 20_000;
/** Only the first columns are measured: nobody can read a larger matrix. */
const MOST_COLUMNS = 30;

export async function associationMatrices(
  session: Session,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<Associations> {
  const { data, generated, generatedRows, schemas } = requireComparison(session);
  const measured = schemas.slice(0, MOST_COLUMNS);
  const columns = Object.fromEntries(measured.map((schema) => [schema.name, schema]));
  const others = data.columns
    .map(({ name }) => name)
    .filter((name) => !Object.hasOwn(columns, name));
  // Use equally many rows of both: V and eta are biased upwards for few rows, and the bias must be
  // the same.
  const rows = Math.min(MOST_ROWS, data.rows, generatedRows);
  const realTable = tableOf(data, others, evenSample(data.rows, rows));
  const made = evenSample(generatedRows, rows);
  // The same order of columns, so that the matrices have the same.
  const madeTable = Object.fromEntries(
    Object.keys(realTable).map((name) => [name, Array.from(made, (row) => generated[name]![row])]),
  );
  report({ what: 'Measuring associations', fraction: 0 });
  const real = await associations(realTable, { columns, signal });
  report({ what: 'Measuring associations', fraction: 0.5 });
  const ofMade = await associations(madeTable, { columns, signal });
  return {
    columns: real.columns,
    modelled: schemas.length,
    rows,
    real: real.values,
    generated: ofMade.values,
  };
}
