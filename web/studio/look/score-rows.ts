import type { Progress, Report } from '../contract.js';
import type { Session } from '../session.js';
import { modelRows } from './model-rows.js';

/** How odd each of these rows of the open data is, in nats: -log p, the higher the odder. */
export async function scoreRows(
  session: Session,
  rows: ArrayLike<number>,
  report: Report<Progress>,
  signal: AbortSignal,
): Promise<Float64Array<ArrayBuffer>> {
  const scores = new Float64Array(rows.length);
  for (let first = 0; first < rows.length; first += CHUNK) {
    report({ what: 'Scoring the rows', fraction: first / rows.length });
    const chunk = modelRows(session, Array.prototype.slice.call(rows, first, first + CHUNK));
    const options = { signal, samples: DRAWS };
    scores.set(
      chunk.kind === 'images'
        ? await chunk.model.vae.score(chunk.input, options)
        : await chunk.model.vae.score(chunk.input, options),
      first,
    );
  }
  report({ what: 'Scoring the rows', fraction: 1 });
  return scores;
}

const CHUNK = 1000;
const DRAWS = 20;
