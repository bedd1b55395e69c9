import type { ByteSource } from '../../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../../readers/bytes/pace.js';
import { allText } from '../../../../readers/bytes/text-chunks.js';
import { distinctNames } from '../../../../readers/columns/column-names.js';
import { allLines, kindOfLines } from '../../../../readers/json/json-lines.js';
import { isObject, jsonTable, type JsonTable } from '../../../../readers/json/json-table.js';
import { parseJson } from '../../../../readers/json/parse-json.js';
import type { ReadingOptions } from '../../../contract/index.js';
import { buildTable } from '../columns/build-table.js';
import type { ReadResult } from '../columns/read-result.js';

/** Reads a table from JSON, or from one JSON value per line. @throws a sentence with the place */
export async function readJson(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<ReadResult> {
  const { name } = source;
  const lines = (await kindOfLines(source, pace)) !== null;
  const json = lines ? await allLines(source, pace) : parseJson(name, await allText(source, pace));
  const given: JsonTable = jsonTable(name, json, options.headerRows);
  if (given.rows.length === 0) throw new Error(`${name} has column names, but no rows.`);
  const { names, notes } = distinctNames(given.names);
  const table = await buildTable({
    name,
    columns: names,
    delimiter: '',
    options,
    place: 'row',
    async read(add) {
      const { rows } = given;
      for (let row = 0; row < rows.length; ++row) {
        if (row % 1024 === 0) await pace.step(`Reading ${name}`, row / rows.length);
        add(rows[row]!.map(cellText), row + 1);
      }
    },
  });
  const { rows, columns, gaps } = table;
  const file = { format: 'json', name, gaps } as const;
  const plain = !lines && Array.isArray(json) && json.every(isObject) && table.uniform;
  return {
    data: { kind: 'table', name, ...(plain && { file }), rows, columns },
    dropped: table.dropped,
    notes: [
      ...(given.guessed ? [{ message: 'The first row was read as column names.' }] : []),
      ...notes,
      ...table.notes,
    ],
    reading: { ...options, ...(table.decimal && { decimal: table.decimal }) },
  };
}

function cellText(cell: unknown): string {
  return cell === undefined || cell === null ? '' : `${cell as string | number | boolean}`.trim();
}
