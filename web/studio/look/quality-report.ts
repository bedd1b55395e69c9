import type { PairComparison, TableReport } from 'vae1';
import type { ColumnDistribution, PairMatrix, QualityReport } from '../../contract/index.js';
import type { Session } from '../session/session.js';
import { columnDistribution } from './column-distribution.js';
import { comparedColumn, requireComparison } from './compared-columns.js';
import { comparedTables } from './compared-tables.js';
import { yieldToCalls } from './yield-to-calls.js';

const MOST_PAIRS = 20;
const MOST_CHARTS = 60;
/** Columns of the matrix of pairs, as many as can be told apart. */
const MOST_PLACES = 40;

/** The comparison of the generated table with the real one in full. */
export async function qualityReport(session: Session, signal: AbortSignal): Promise<QualityReport> {
  const { pairs, leftOut: _, ...scores } = await comparedTables(session, signal);
  return {
    scores,
    notCompared: namesExcept(session, scores),
    types: new Map(requireComparison(session).schemas.map(({ name, type }) => [name, type])),
    pairs: pairs.length,
    worstPairs: pairs
      .filter(({ score }) => score !== null)
      .sort((a, b) => a.score! - b.score!)
      .slice(0, MOST_PAIRS),
    matrix: pairMatrix(
      scores.columns.slice(0, MOST_PLACES).map(({ name }) => name),
      pairs,
    ),
    distributions: await distributions(session, scores, signal),
    noHoldout: scores.privacy.holdout ? null : session.settings ? 'no-share' : 'unknown',
  };
}

function namesExcept(session: Session, { columns }: Pick<TableReport, 'columns'>): string[] {
  const compared = new Set(columns.map(({ name }) => name));
  const all = requireComparison(session).data.columns.map(({ name }) => name);
  return all.filter((name) => !compared.has(name));
}

function pairMatrix(columns: readonly string[], pairs: readonly PairComparison[]): PairMatrix {
  const places = new Map(columns.map((name, place) => [name, place]));
  const scores = new Float64Array(columns.length ** 2).fill(NaN);
  for (const { columns: names, score } of pairs) {
    const [a, b] = names.map((name) => places.get(name));
    if (a === undefined || b === undefined) continue;
    scores[a * columns.length + b] = scores[b * columns.length + a] = score ?? NaN;
  }
  return { columns, scores };
}

async function distributions(
  session: Session,
  { columns }: Pick<TableReport, 'columns'>,
  signal: AbortSignal,
): Promise<ColumnDistribution[]> {
  const shown = new Set(
    columns
      .toSorted((a, b) => (a.shape ?? 1) - (b.shape ?? 1))
      .slice(0, MOST_CHARTS)
      .map(({ name }) => name),
  );
  const comparison = requireComparison(session);
  const found: ColumnDistribution[] = [];
  for (const schema of comparison.schemas) {
    if (!shown.has(schema.name)) continue;
    found.push(columnDistribution(await comparedColumn(comparison, schema)));
    await yieldToCalls(signal);
  }
  return found;
}
