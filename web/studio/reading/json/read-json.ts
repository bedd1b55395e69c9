import type { ReadingOptions } from '../../../contract/index.js';
import type { ByteSource } from '../bytes/byte-source.js';
import { allText, firstText, textChunks } from '../bytes/text-chunks.js';
import { buildTable } from '../columns/build-table.js';
import { distinctNames } from '../columns/column-names.js';
import type { Pace } from '../bytes/pace.js';
import type { ReadResult } from '../columns/read-result.js';
import { jsonFault, lineAndColumn } from './json-fault.js';
import { isObject, jsonTable, type JsonTable } from './json-table.js';

/** Reads a table from JSON, or from one JSON value per line. @throws a sentence with the place */
export async function readJson(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<ReadResult> {
  const { name } = source;
  const lines = await hasLinesOfJson(source, pace);
  const json = lines ? await jsonLines(source, pace) : parsed(name, await allText(source, pace), 1);
  const given: JsonTable = jsonTable(name, json, options.header);
  if (given.rows.length === 0) throw new Error(`${name} has column names, but no rows.`);
  const { names, notes } = distinctNames(given.names);
  const table = await buildTable({
    name,
    columns: names,
    delimiter: '',
    decimal: options.decimal,
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
    reading: table.decimal ? { decimal: table.decimal } : {},
  };
}

function cellText(cell: unknown): string {
  return cell === undefined || cell === null ? '' : `${cell as string | number | boolean}`.trim();
}

/** Whether the first two non-empty lines are each a JSON object or array. */
async function hasLinesOfJson(source: ByteSource, pace: Pace): Promise<boolean> {
  const sample = await firstText(source, 1 << 20, pace);
  const lines = sample.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.slice(0, 2).every(isWhole);
}

function isWhole(line: string): boolean {
  try {
    const json: unknown = JSON.parse(line);
    return Array.isArray(json) || isObject(json);
  } catch {
    return false;
  }
}

async function jsonLines(source: ByteSource, pace: Pace): Promise<unknown[]> {
  const rows: unknown[] = [];
  let left = '';
  let line = 0;
  for await (const { text, last } of textChunks(source, pace)) {
    const lines = (left + text).split('\n');
    left = last ? '' : lines.pop()!;
    for (const one of lines) {
      ++line;
      if (one.trim() !== '') rows.push(parsed(source.name, one, line));
    }
  }
  return rows;
}

/** @param first The line of the file in which `text` begins. */
function parsed(name: string, text: string, first: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const at = jsonFault(text);
    const { line, column } = lineAndColumn(text, at);
    const place = `line ${first + line - 1}, column ${column}`;
    throw new Error(
      at >= text.trimEnd().length
        ? `${name} is incomplete JSON: it ends in ${place}, before all brackets are closed.`
        : `${name} is not valid JSON: unexpected ${JSON.stringify(text.slice(at, at + 12))} in ${place}.`,
    );
  }
}
