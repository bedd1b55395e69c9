import type { Progress, Report, RowWishes, TableRows } from '../../contract/index.js';
import type { Session } from '../session/session.js';
import { toRows } from './decoded.js';
import { wishedRows } from './wished-rows.js';

/** Rows returned for display. */
const SHOWN = 50;

/** Generates a table, stores it in the session, and returns its first rows. */
export async function generateRows(
  session: Session,
  wanted: {
    readonly count: number;
    readonly seed: number;
    readonly wishes?: RowWishes | undefined;
  },
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<TableRows> {
  const model = session.requireModel();
  if (model.kind !== 'table') throw new Error('This model generates images, not table rows.');
  const generated = await wishedRows(model.vae, wanted, report, signal);
  if (session.model === model) session.generated = generated;
  return toRows(generated, SHOWN);
}
