import type { Note, ReadingOptions } from '../contract.js';
import type { Dataset } from '../dataset.js';
import type { DroppedColumn } from './columns/build-table.js';

/** What a reader makes of files. */
export interface Reading {
  readonly data: Dataset;
  readonly notes: readonly Note[];
  /** Columns that are not kept. */
  readonly dropped: readonly DroppedColumn[];
  /** How it was read: what can be said otherwise. */
  readonly reading: ReadingOptions;
}

/** Of what does not lie on someone's disk as the file that was read. */
export function withoutFile({ data, ...about }: Reading): Reading {
  const { file: _, ...rest } = data;
  return { ...about, data: rest };
}
