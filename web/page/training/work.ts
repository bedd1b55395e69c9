import type { DataSummary, Settings } from '../../contract/index.js';
import { tableBatchSize } from '../../contract/table-defaults.js';

/** What a run has to do. */
export interface Work {
  readonly epochs: number;
  /** Batches of an epoch. */
  readonly batches: number;
  /** Rows of a batch. */
  readonly batchSize: number;
}

/** @param settings Those of a run from its beginning. */
export function workOf(
  { kind, rows }: Pick<DataSummary, 'kind' | 'rows'>,
  settings: Settings,
): Work {
  const given = Math.min(rows, settings.sampleRows || rows);
  const { epochs, validation } = settings;
  const batchSize = settings.batchSize ?? (kind === 'table' ? tableBatchSize(given) : 32);
  const trained = Math.max(1, given - Math.round(validation * given));
  return { epochs, batches: Math.ceil(trained / batchSize), batchSize };
}

/** Whether held-out rows may end the run before its last epoch. */
export function mayStopEarly(kind: DataSummary['kind'], settings: Settings): boolean {
  const { validation, patience } = settings;
  return validation > 0 && (patience === null ? kind === 'table' : patience > 0);
}
