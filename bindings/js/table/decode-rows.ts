import { nextTask } from '../host/next-task.js';
import { rowsPerChunk } from '../data/rows-per-chunk.js';
import { inChunks } from '../model/reader.js';
import type { TableForm } from '../options/choices.js';
import type { DecodeOptions, MadeTable, TableCoding } from './table-coding.js';
import type { TableView } from './table-view.js';

/** Turns compact rows into a table, in slices that keep the caller's thread responsive. */
export async function decodeRows(
  coding: TableCoding,
  values: Float64Array,
  rows: number,
  {
    form,
    view,
    ...options
  }: Omit<DecodeOptions, 'given'> & {
    readonly form: TableForm | undefined;
    readonly view?: TableView;
  },
  signal: AbortSignal | undefined,
): Promise<MadeTable> {
  const width = coding.columns.length;
  const table = coding.newTable(form ?? view?.form);
  const step = rowsPerChunk(coding.parts.length * Float64Array.BYTES_PER_ELEMENT);
  await inChunks(rows, step, signal, async (first, n) => {
    const part = values.subarray(first * width, (first + n) * width);
    const made = options.made + first;
    coding.decode(part, n, table, { ...options, made, given: view && { view, first } });
    await new Promise<void>(nextTask);
  });
  return table;
}
