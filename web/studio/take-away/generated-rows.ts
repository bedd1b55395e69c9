import type { TableColumns, TableVAE } from 'vae1';
import type { Progress, Report } from '../contract.js';
import type { Session } from '../session.js';
import { CsvFile } from './csv-file.js';
import { inChunks, range } from './in-chunks.js';

/**
 * New rows as CSV: those that generate(count, { seed }) of the model file makes in Node, too.
 * They are made in one call, since a seed's rows can be had from the first one only; of a million
 * rows with twelve columns of numbers that takes some 800 MB, the file of 200 MB included.
 */
export async function generatedRows(
  { modelData }: Session,
  vae: TableVAE<TableColumns>,
  { count, seed }: { readonly count: number; readonly seed: number },
  report: Report<Progress>,
): Promise<Blob> {
  report({ what: 'Generating rows', fraction: 0 });
  const table = await vae.generate(count, { seed });
  // Objects have keys such as '2024' first, whatever their place was in the file.
  const names =
    modelData?.kind === 'table'
      ? modelData.columns.map(({ name }) => name).filter((name) => Object.hasOwn(table, name))
      : Object.keys(table);
  const columns = names.map((name) => table[name]!);
  const file = new CsvFile(names);
  await inChunks(count, 'Writing rows', report, (first, end) =>
    file.add(range(first, end).map((row) => columns.map((column) => column[row]))),
  );
  return file.blob();
}
