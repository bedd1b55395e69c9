import type { Progress, Report } from '../../contract/index.js';
import { csvHasMark } from '../../contract/csv-mark.js';
import { cellOf, type Column } from '../session/dataset.js';
import type { Session } from '../session/session.js';
import { CsvFile } from './csv-file.js';
import { inChunks, range } from './in-chunks.js';
import { unlike } from './unlike.js';

/**
 * The scored rows as CSV, oddest first: rank, row number (from 1), score, reasons for the oddest
 * rows, and the row's cells.
 */
export async function oddRows(
  { odd, modelData, summary }: Session,
  report: Report<Progress>,
): Promise<Blob> {
  if (!odd || !modelData) throw new Error('The rows have not been ranked yet. Rank them first.');
  const columns: readonly Column[] = modelData.kind === 'table' ? modelData.columns : [];
  const reasons = new Map(odd.top.map((row) => [row.row, row.reasons]));
  const names = columns.map(({ name }) => name);
  const own = ['rank', 'row', 'score', ...(columns.length > 0 ? ['reasons'] : [])];
  const header = [...own.map((name) => unlike(names, name)), ...names];
  const file = new CsvFile(header, csvHasMark(summary));

  const order = Uint32Array.from(odd.rows.keys());
  order.sort((a, b) => odd.scores[b]! - odd.scores[a]!);
  await inChunks(order.length, 'Writing rows', report, (first, end) =>
    file.add(
      range(first, end).map((rank) => {
        const place = order[rank]!;
        const row = odd.rows[place]!;
        const why = reasons.get(row)?.map(({ column, nats }) => `${column} ${nats.toFixed(2)}`);
        return [
          rank + 1,
          row + 1,
          odd.scores[place],
          ...(columns.length > 0 ? [why?.join('; ')] : []),
          ...columns.map((column) => cellOf(column, row)),
        ];
      }),
    ),
  );
  return file.blob();
}
