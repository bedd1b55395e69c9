import type { ByteSource } from '../../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../../readers/bytes/pace.js';
import { type CsvEnd, CsvFile } from '../../../../readers/csv/csv-file.js';
import type { ReadingOptions } from '../../../contract/index.js';
import { buildTable } from '../columns/build-table.js';
import type { ReadResult } from '../columns/read-result.js';

/** @throws a sentence for people, with the line */
export async function readCsv(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<ReadResult> {
  const { name } = source;
  const csv = await CsvFile.open(source, options, pace);
  const { names } = csv;
  const { delimiter, quote, headerRows, skipTop, headerNotes, nameNotes } = csv.layout;
  let end: CsvEnd | undefined;
  const table = await buildTable({
    name,
    columns: names,
    delimiter,
    options,
    place: 'line',
    async read(add) {
      const rows = csv.rows(pace);
      let piece = await rows.next();
      for (; !piece.done; piece = await rows.next()) {
        const { cells, lines } = piece.value;
        for (let row = 0; row < cells.length; ++row) add(cells[row]!, lines[row]!);
      }
      end = piece.value;
    },
  });
  if (table.rows === 0) {
    throw new Error(
      headerRows === 0
        ? `${name} has no rows.`
        : `${name} has column names in line ${skipTop + headerRows}, but no rows below it.`,
    );
  }
  const { encoding, marked, skipBottom, irregular, notes } = end!;
  const decimal = table.decimal ?? '.';
  const { rows, columns, places, gaps } = table;
  const header = headerRows > 0;
  const file = { format: 'text', name, delimiter, header, decimal, places, gaps } as const;
  // In a file with one column empty lines may be gaps; in others they are skipped.
  const plain =
    table.uniform &&
    names.length > 1 &&
    encoding === 'utf-8' &&
    !irregular &&
    skipTop === 0 &&
    headerRows < 2 &&
    quote === '"' &&
    delimiter !== ' ';
  return {
    data: { kind: 'table', name, ...(plain && { file }), rows, columns },
    dropped: table.dropped,
    ...(marked && { marked }),
    notes: [...headerNotes, ...nameNotes, ...table.notes, ...notes],
    reading: {
      ...options,
      ...{ encoding, delimiter, quote, headerRows, skipTop, skipBottom },
      ragged: options.ragged ?? 'keep',
      ...(table.decimal && { decimal: table.decimal }),
    },
  };
}
