import type { Note, ReadingOptions } from '../../../contract/index.js';
import type { Dataset } from '../../session/dataset.js';
import type { DroppedColumn } from './build-table.js';

/** The result of reading files. */
export interface ReadResult {
  readonly data: Dataset;
  readonly notes: readonly Note[];
  /** Columns that were not stored. */
  readonly dropped: readonly DroppedColumn[];
  /** The options used, which the user can change. */
  readonly reading: ReadingOptions;
  /** Whether a file of delimited text begins with the byte-order mark of UTF-8. Default false. */
  readonly marked?: boolean;
  /** What the option `member` can be, if the file holds several tables or arrays. */
  readonly members?: readonly string[];
}

/** Removes the file: for data that are not on the user's disk in the form that was read. */
export function withoutFile({ data, ...about }: ReadResult): ReadResult {
  const { file: _, ...rest } = data;
  return { ...about, data: rest };
}
