import type { Associations, Progress, Report } from '../../contract/index.js';
import type { Session } from '../session/session.js';
import { association } from './association.js';
import { yieldToCalls } from './yield-to-calls.js';
import { codedColumn } from './coded-column.js';
import { comparedColumn, requireComparison } from './compared-columns.js';
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
  const comparison = requireComparison(session);
  const schemas = comparison.schemas.slice(0, MOST_COLUMNS);
  // Use equally many rows of both: V and eta are biased upwards for few rows, and the bias must be
  // the same.
  const rows = Math.min(MOST_ROWS, comparison.data.rows, comparison.generatedRows);
  const realRows = evenSample(comparison.data.rows, rows);
  const generatedRows = evenSample(comparison.generatedRows, rows);
  const compared = await Promise.all(schemas.map((schema) => comparedColumn(comparison, schema)));
  const columns = compared.map(({ real, generated, read }) => ({
    real: codedColumn(real, read, realRows),
    generated: codedColumn(generated, read, generatedRows),
  }));

  const size = schemas.length;
  const real = new Float64Array(size * size).fill(1);
  const generated = new Float64Array(size * size).fill(1);
  for (const [i, a] of columns.entries()) {
    report({ what: 'Measuring associations', fraction: (i / size) ** 2 });
    await yieldToCalls(signal);
    for (const [j, b] of columns.slice(0, i).entries()) {
      for (const [matrix, value] of [
        [real, association(a.real, b.real)],
        [generated, association(a.generated, b.generated)],
      ] as const) {
        matrix[i * size + j] = value;
        matrix[j * size + i] = value;
      }
    }
  }
  return {
    columns: schemas.map(({ name }) => name),
    modelled: comparison.schemas.length,
    rows,
    real,
    generated,
  };
}
