import type { Progress, Report } from '../../contract/index.js';
import { imagesOf, tableOf } from '../session/dataset.js';
import { isConvolutional, type Session } from '../session/session.js';

/** Draws from each row's posterior: more draws make scores steadier and cost proportionally. */
const SAMPLES = 20;
/** Of a convolutional model, whose decoder takes longer. */
const FEWER_SAMPLES = 5;
/** Scores are compared with each other, so all of them use the same noise. */
const SEED = 0;
/** Rows between two progress reports. */
const CHUNK = 500;

/**
 * Scores rows of the open data: -log p of each in nats, estimated by importance sampling. During
 * training each chunk of rows is scored with the weights of that moment.
 */
export async function scoreRows(
  session: Session,
  rows: ArrayLike<number>,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<Float64Array<ArrayBuffer>> {
  const scoresOf = scorer(session, signal);
  const scores = new Float64Array(rows.length);
  for (let first = 0; first < rows.length; first += CHUNK) {
    report({ what: 'Scoring rows', fraction: first / rows.length });
    const chunk = Array.from(
      { length: Math.min(CHUNK, rows.length - first) },
      (_, index) => rows[first + index]!,
    );
    scores.set(await scoresOf(chunk), first);
  }
  report({ what: 'Scoring rows', fraction: 1 });
  return scores;
}

/** Returns a function that scores by the current model, even if another replaces it meanwhile. */
function scorer(session: Session, signal: AbortSignal) {
  const model = session.requireModel();
  const { modelData: data, leftOut } = session;
  const samples = isConvolutional(model) ? FEWER_SAMPLES : SAMPLES;
  const options = { method: 'likelihood', samples, seed: SEED, signal } as const;
  if (model.kind === 'table' && data?.kind === 'table')
    return (rows: readonly number[]) => model.vae.score(tableOf(data, leftOut, rows), options);
  if (model.kind === 'images' && data?.kind === 'images')
    return (rows: readonly number[]) => model.vae.score(imagesOf(data, rows), options);
  throw new Error('The model’s training data are not open. Open their file first.');
}
