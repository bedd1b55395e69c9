import { compareTables } from 'vae1';
import type { Closeness } from '../../contract/index.js';
import { tableOf } from '../session/dataset.js';
import type { Session } from '../session/session.js';
import { requireComparison } from './compared-columns.js';
import { evenSample } from './even-sample.js';

/** Cells compared of each table: as many as take a few seconds. */
const MOST_CELLS = 4_000_000;

/** Compares the generated table with the real one by the library's compareTables(). */
export async function closeness(session: Session, signal: AbortSignal): Promise<Closeness> {
  const { data, generated, generatedRows, schemas } = requireComparison(session);
  const names = schemas.map(({ name }) => name);
  const rows = Math.floor(MOST_CELLS / names.length);
  const others = data.columns.map(({ name }) => name).filter((name) => !names.includes(name));
  const real = tableOf(data, others, data.rows > rows ? evenSample(data.rows, rows) : undefined);
  const made = Object.fromEntries(names.map((name) => [name, generated[name]!.slice(0, rows)]));
  const found = await compareTables(real, made, {
    columns: Object.fromEntries(schemas.map(({ name, type }) => [name, type])),
    signal,
  });
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
    generatedRows: Math.min(generatedRows, rows),
  };
}
