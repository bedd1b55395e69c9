import { type ByteSource, bytesSource } from './bytes/byte-source.js';
import type { Pace } from './bytes/pace.js';
import { unpacked } from './bytes/unpacked.js';
import type { DataFile } from './data-file.js';
import { ARRAY_NAME, chosenTable, isTableName, skippedNotes } from './member-names.js';
import { openTypedTable } from './open-table.js';
import type { ReadingOptions } from './reading-options.js';

/**
 * Opens a file that holds a table or an array of numbers, by its content: CSV, JSON, JSON lines, Excel,
 * Parquet, Arrow, ARFF, NPY or NPZ; compressed, or in a zip. The reader of a format is loaded when a file has it.
 * @throws a sentence for people
 */
export async function openDataFile(
  given: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<DataFile> {
  const { source, format } = await unpacked(given, pace);
  switch (format) {
    case 'csv':
      return (await import('./csv/csv-table.js')).openCsvTable(source, options, pace);
    case 'json':
      return (await import('./json/json-file.js')).openJsonFile(source, options, pace);
    case 'npy':
      return (await import('./arrays/npy-file.js')).openNpyFile(source, pace);
    case 'zip':
      return openZipped(source, options, pace);
    case 'idx':
      throw new Error(`${source.name} is an IDX file: save its array as NPY.`);
    case 'image':
      throw new Error(
        `${source.name} is an image: save the pixels of all images as one NPY array.`,
      );
    default:
      return openTypedTable(format, source, options, pace);
  }
}

/** Opens the arrays of an NPZ file, or a table of a zip. */
async function openZipped(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<DataFile> {
  const { name } = source;
  const { zipEntries } = await import('./bytes/unzip.js');
  const arrays = [];
  const tables = [];
  const skipped: string[] = [];
  const wanted = (path: string) => {
    if (ARRAY_NAME.test(path) || isTableName(path)) return true;
    skipped.push(path);
    return false;
  };
  for await (const { path, bytes } of zipEntries(source, wanted, pace)) {
    if (ARRAY_NAME.test(path)) arrays.push({ path: path.replace(ARRAY_NAME, ''), bytes });
    else tables.push({ path, bytes, size: bytes.length });
  }
  if (arrays.length > 0) {
    const { arrayFile } = await import('./arrays/npy-file.js');
    const { pickArrays } = await import('./arrays/pick-arrays.js');
    const { data, notes, members } = pickArrays(name, arrays, options.member);
    return { ...arrayFile(name, data, notes), ...(members && { members }) };
  }
  if (tables.length === 0) {
    const inner = skipped.find((path) => /\.(zip|npz|gz|7z|rar)$/i.test(path));
    if (inner) throw new Error(`${name} contains another archive, ${inner}: unpack it first.`);
    throw new Error(`${name} contains nothing that can be read: expected NPY arrays, or a table.`);
  }
  const { table, notes, members } = chosenTable(name, tables, options.member);
  // What chose the table is no choice within it.
  const { member: _, ...rest } = options;
  const inner = tables.length === 1 ? options : rest;
  const file = await openDataFile(bytesSource(table.path, table.bytes), inner, pace);
  const about = [...notes, ...skippedNotes(skipped), ...file.notes];
  return { ...file, notes: about, ...(members && { members }) };
}
