import type { Closeness } from '../../contract/index.js';
import type { Session } from '../session/session.js';
import { comparedTables } from './compared-tables.js';

/** The key figures of the comparison of the generated table with the real one. */
export async function closeness(session: Session, signal: AbortSignal): Promise<Closeness> {
  const found = await comparedTables(session, signal);
  return {
    columnShapes: found.columnShapes,
    pairTrends: found.columnPairTrends,
    auc: found.forestDetection?.auc ?? null,
    brokenRules: found.rules.filter(({ broken }) => broken > 0).map(({ columns }) => columns),
    rules: found.rules.length,
    copies: found.privacy.synthetic.copies,
    farthest: found.columns
      .flatMap(({ name, shape }) => (shape === null ? [] : [{ column: name, shape }]))
      .sort((a, b) => a.shape - b.shape)
      .slice(0, 3),
    realRows: found.rows.real,
    generatedRows: found.rows.synthetic,
  };
}
