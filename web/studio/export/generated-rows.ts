import type { TableVAE } from 'vae1';
import type { Progress, Report } from '../../contract/index.js';
import type { Session } from '../session/session.js';
import { CsvFile } from './csv-file.js';
import { inChunks, range } from './in-chunks.js';

/**
 * New rows as CSV, the same that generate(count, { seed }) makes from the model file in Node. A
 * single call makes them all, because a seed's rows can only be generated from the first one on. A
 * million rows with twelve numeric columns take about 800 MB, including the file of 200 MB.
 */
export async function generatedRows(
  { modelData }: Session,
  vae: TableVAE,
  { count, seed }: { readonly count: number; readonly seed: number },
  report: Report<Progress>,
): Promise<Blob> {
  report({ what: 'Generating rows', fraction: 0 });
  const table = await vae.generate(count, { seed, form: 'columns' });
  // Objects list keys such as '2024' first, so take the order from the data.
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
