import type { TableColumns } from 'vae1';
import type { TableFile } from '../../readers/data-file.js';
import { GatheredColumns } from './gathered-columns.js';
import type { OpenData } from './open-data.js';

/** All rows of a file, as columns. @throws a sentence if there are none */
export async function wholeTable(file: TableFile, pace: OpenData['pace']): Promise<TableColumns> {
  const all = new GatheredColumns();
  for await (const batch of file.batches(pace)) all.add(batch, 0, batch.rows);
  if (all.rows === 0) throw new Error(`${file.name} has no rows.`);
  return all.table();
}
