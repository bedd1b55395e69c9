import type { ModelHealth } from '../../contract/index.js';
import { isConvolutional, type Session } from '../session/session.js';
import { evenSample } from './even-sample.js';
import { modelRows } from './model-rows.js';

/** Enough for means over the rows, and quick. */
const MOST_ROWS = 5000;
const MOST_CONVOLVED_ROWS = 1000;

/** What the library's diagnose() says of the model, on a sample of the open rows. */
export async function modelHealth(session: Session): Promise<ModelHealth> {
  const most = isConvolutional(session.requireModel()) ? MOST_CONVOLVED_ROWS : MOST_ROWS;
  const rows = evenSample(session.requireData().rows, most);
  const found = modelRows(session, rows);
  return found.kind === 'table'
    ? found.model.vae.diagnose(found.input)
    : found.model.vae.diagnose(found.input);
}
