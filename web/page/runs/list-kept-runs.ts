import type { KeptRun } from '../../contract/index.js';
import { RUNS_DATABASE } from '../../contract/runs-database.js';
import { studio } from '../state/studio.js';

/** The kept runs. If the browser has none, the answer does not start the studio. */
export async function listKeptRuns(): Promise<readonly KeptRun[]> {
  const databases = await indexedDB.databases?.().catch(() => []);
  if (databases && !databases.some(({ name }) => name === RUNS_DATABASE)) return [];
  return studio.run.keptRuns();
}
