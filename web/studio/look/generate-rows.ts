import type { Progress, Report, TableRows } from '../contract.js';
import type { Session } from '../session.js';
import { toRows } from './decoded.js';

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
  report({ what: 'Generating rows', fraction: 0 });
  const generated = await model.vae.generate(count, { seed, signal });
  if (session.model === model) session.generated = generated;
  report({ what: 'Generating rows', fraction: 1 });
  return toRows(generated, SHOWN);
}
