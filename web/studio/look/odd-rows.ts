import type { OddRows, Progress, Report } from '../../contract/index.js';
import { isConvolutional, type Session, type StudioModel } from '../session/session.js';
import { evenSample } from './even-sample.js';
import { histogram, histogramEdges, usefulRange } from './histogram.js';
import { oddReasons } from './odd-reasons.js';
import { scoreRows } from './score-rows.js';

/** Rows scored: as many as take about a minute, also for images. */
const MOST_SCORED = 20_000;
/** With convolutions the time follows the pixels. */
const MOST_CONVOLVED = 8e6;
/** Rows reported. */
const ODDEST = 100;

/** Scores the rows of the open data and stores the scores in the session. */
export async function oddRows(
  session: Session,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<OddRows> {
  const model = session.requireModel();
  const rows = evenSample(session.requireData().rows, mostScored(model));
  const scores = await scoreRows(session, rows, report, signal);
  const ranked = Array.from(rows.keys()).sort((a, b) => scores[b]! - scores[a]!);
  const oddest = ranked.slice(0, ODDEST);
  const numbers = oddest.map((index) => rows[index]!);
  const data = session.modelData;
  const reasons =
    model.kind === 'table' && data?.kind === 'table'
      ? await oddReasons(model.vae, data, session.leftOut, numbers, signal)
      : oddest.map(() => []);
  const top = oddest.map((index, place) => ({
    row: rows[index]!,
    score: scores[index]!,
    reasons: reasons[place]!,
  }));
  if (session.model === model) session.odd = { rows, scores, top };
  const edges = histogramEdges(...usefulRange(scores), { unit: null, count: scores.length });
  return {
    rows: top,
    scored: rows.length,
    edges,
    counts: Array.from(histogram(scores, edges)),
  };
}

export function mostScored(model: StudioModel): number {
  if (model.kind !== 'images' || !isConvolutional(model)) return MOST_SCORED;
  const { width, height } = model.shape;
  return Math.max(1, Math.min(MOST_SCORED, Math.floor(MOST_CONVOLVED / (width * height))));
}
