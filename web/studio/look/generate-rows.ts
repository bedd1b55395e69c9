import type { Progress, Report, TableRows } from '../../contract/index.js';
import type { Session } from '../session/session.js';
import { toRows } from './decoded.js';

/** Rows returned for display. */
const SHOWN = 50;

/** Generates a table, stores it in the session, and returns its first rows. */
export async function generateRows(
  session: Session,
  count: number,
  seed: number,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<TableRows> {
  const model = session.requireModel();
  if (model.kind !== 'table') throw new Error('This model generates images, not table rows.');
  report({ what: 'Generating rows', fraction: 0 });
  const generated = await model.vae.generate(count, { seed, form: 'columns', signal });
  if (session.model === model) session.generated = generated;
  report({ what: 'Generating rows', fraction: 1 });
  return toRows(generated, SHOWN);
}
