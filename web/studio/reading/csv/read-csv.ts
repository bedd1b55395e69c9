import type { ByteSource } from '../../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../../readers/bytes/pace.js';
import { CsvFile } from '../../../../readers/csv/csv-file.js';
import type { Note, ReadingOptions } from '../../../contract/index.js';
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
  const { names, delimiter, header } = csv;
  let skipped = 0;
  const table = await buildTable({
    name,
    columns: names,
    delimiter,
    decimal: options.decimal,
    place: 'line',
    async read(add) {
      const rows = csv.rows(pace);
      let piece = await rows.next();
      for (; !piece.done; piece = await rows.next()) {
        const { cells, lines } = piece.value;
        for (let row = 0; row < cells.length; ++row) add(cells[row]!, lines[row]!);
      }
      skipped = piece.value;
    },
  });
  if (table.rows === 0) {
    throw new Error(`${name} has column names in its first line, but no rows below it.`);
  }
  const decimal = table.decimal ?? '.';
  const { rows, columns, places, gaps } = table;
  const file = { format: 'text', name, delimiter, header, decimal, places, gaps } as const;
  // In a file with one column empty lines may be gaps; in others they are skipped.
  const plain = table.uniform && names.length > 1;
  return {
    data: { kind: 'table', name, ...(plain && { file }), rows, columns },
    dropped: table.dropped,
    notes: [...csv.headerNotes, ...csv.nameNotes, ...table.notes, ...skippedNotes(skipped)],
    reading: { delimiter, header, ...(table.decimal && { decimal: table.decimal }) },
  };
}

function skippedNotes(skipped: number): Note[] {
  if (skipped === 0) return [];
  return [
    {
      message: `${skipped === 1 ? 'An empty line was' : `${skipped.toLocaleString('en')} empty lines were`} skipped.`,
    },
  ];
}
