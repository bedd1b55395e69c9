import { type ByteSource, bytesSource, firstBytes } from './bytes/byte-source.js';
import { gunzipped } from './bytes/gunzip.js';
import type { Pace } from './bytes/pace.js';
import type { DataFile } from './data-file.js';
import { findFormat, HEAD } from './find-format.js';
import type { ReadingOptions } from './reading-options.js';

const TABLE_NAME = /\.(csv|tsv|tab|txt|json|ndjson|jsonl|parquet|pq|arrow|arrows|feather)$/i;
const ARRAY_NAME = /\.npy$/i;

/**
 * Opens a file that holds a table or an array of numbers: CSV, JSON, JSON lines, Parquet, Arrow, NPY or
 * NPZ, by its content; gzipped, or alone in a zip. The reader of a format is loaded when a file has it.
 * @throws a sentence for people
 */
export async function openDataFile(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<DataFile> {
  const format = findFormat(source.name, await firstBytes(source, HEAD, pace));
  switch (format) {
    case 'csv':
      return (await import('./csv/csv-table.js')).openCsvTable(source, options, pace);
    case 'json':
      return (await import('./json/json-file.js')).openJsonFile(source, options, pace);
    case 'parquet':
      return (await import('./parquet/parquet-table.js')).openParquetTable(source, pace);
    case 'arrow':
      return (await import('./arrow/arrow-table.js')).openArrowTable(source, pace);
    case 'npy':
      return (await import('./arrays/npy-file.js')).openNpyFile(source, pace);
    case 'gzip': {
      const inner = gunzipped(source);
      const second = findFormat(inner.name, await firstBytes(inner, HEAD, pace));
      if (second === 'gzip') throw new Error(`${source.name} is gzipped twice: unpack it once.`);
      return openDataFile(inner, options, pace);
    }
    case 'zip':
      return openZipped(source, options, pace);
    case 'idx':
      throw new Error(`${source.name} is an IDX file: save its array as NPY.`);
    case 'image':
      throw new Error(
        `${source.name} is an image: save the pixels of all images as one NPY array.`,
      );
  }
}

/** Opens the arrays of an NPZ file, or the one table of a zip. */
async function openZipped(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<DataFile> {
  const { zipEntries } = await import('./bytes/unzip.js');
  const { arrayFile } = await import('./arrays/npy-file.js');
  const { parseNpy } = await import('./arrays/npy.js');
  const { pickArrays } = await import('./arrays/pick-arrays.js');
  const arrays = [];
  const tables = [];
  const wanted = (path: string) => ARRAY_NAME.test(path) || TABLE_NAME.test(path);
  for await (const entry of zipEntries(source, wanted, pace)) {
    if (ARRAY_NAME.test(entry.path))
      arrays.push(parseNpy(entry.path.replace(ARRAY_NAME, ''), entry.bytes));
    else tables.push(entry);
  }
  if (arrays.length > 0) {
    const { data, note } = pickArrays(source.name, arrays);
    return arrayFile(source.name, data, note ? [{ message: note }] : []);
  }
  const [table, second] = tables;
  if (!table) {
    throw new Error(
      `${source.name} contains nothing that can be read: expected NPY arrays, or one table.`,
    );
  }
  if (second) {
    throw new Error(
      `${source.name} contains several tables, such as ${table.path} and ${second.path}: unpack one.`,
    );
  }
  return openDataFile(bytesSource(table.path, table.bytes), options, pace);
}
