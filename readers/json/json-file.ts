import type { Cell } from 'vae1';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { allText } from '../bytes/text-chunks.js';
import { distinctNames } from '../columns/column-names.js';
import { BATCH_ROWS, type TableBatch, type TableFile } from '../data-file.js';
import type { ReadingOptions } from '../reading-options.js';
import { allLines, jsonLines, kindOfLines } from './json-lines.js';
import { jsonTable, type JsonTable, tableOfObjects } from './json-table.js';
import { parseJson } from './parse-json.js';

/**
 * JSON, or a JSON value per line, as a table. Lines of objects are read piece by piece, all else at once.
 * @throws a sentence with the place
 */
export async function openJsonFile(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<TableFile> {
  const { name } = source;
  const about = { kind: 'table', name, isText: false } as const;
  const lines = await kindOfLines(source, pace);
  if (lines === 'objects')
    return { ...about, notes: [], batches: (each) => objectBatches(source, each) };
  const json = lines ? await allLines(source, pace) : parseJson(name, await allText(source, pace));
  const table = jsonTable(name, json, options.headerRows);
  if (table.rows.length === 0) throw new Error(`${name} has column names, but no rows.`);
  const guessed = table.guessed ? [{ message: 'The first row was read as column names.' }] : [];
  const { names, notes } = distinctNames(table.names);
  return {
    ...about,
    notes: [...guessed, ...notes],
    async *batches() {
      for (let first = 0; first < table.rows.length; first += BATCH_ROWS)
        yield batchOf({ names, rows: table.rows.slice(first, first + BATCH_ROWS) });
    },
  };
}

async function* objectBatches(source: ByteSource, pace: Pace): AsyncGenerator<TableBatch, void> {
  let before = 0;
  for await (const values of jsonLines(source, pace)) {
    yield batchOf(tableOfObjects(source.name, values, before));
    before += values.length;
  }
}

function batchOf({ names, rows }: JsonTable): TableBatch {
  const columns = names.map((_, column) => rows.map((row) => row[column] as Cell));
  return { rows: rows.length, names, columns };
}
