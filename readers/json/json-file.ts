import type { Cell } from 'vae1';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { allText } from '../bytes/text-chunks.js';
import { distinctNames } from '../columns/column-names.js';
import { BATCH_ROWS, type TableBatch, type TableFile } from '../data-file.js';
import type { ReadingOptions } from '../reading-options.js';
import { FlatRows } from './flat-rows.js';
import { allLines, firstLines, jsonLines, kindOfLines } from './json-lines.js';
import { objectRows } from './json-rows.js';
import { jsonTable, type JsonTable, tableOfObjects } from './json-table.js';
import { isObject } from './json-values.js';
import { parseJson } from './parse-json.js';

export interface JsonFile extends TableFile {
  /** Whether it is one array of objects of single values, whose keys are the names. */
  readonly isRecords: boolean;
}

/**
 * JSON, or a JSON value per line, as a table. Lines of objects are read piece by piece, all else at once.
 * @throws a sentence with the place
 */
export async function openJsonFile(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<JsonFile> {
  const { name } = source;
  const about = { kind: 'table', name, isText: false, isRecords: false } as const;
  const lines = await kindOfLines(source, pace);
  if (lines === 'objects') {
    const flat = new FlatRows((await firstLines(source, pace)).filter(isObject));
    return { ...about, notes: flat.notes, batches: (each) => objectBatches(source, flat, each) };
  }
  const json = lines ? await allLines(source, pace) : parseJson(name, await allText(source, pace));
  const table = jsonTable(name, json, options);
  if (table.rows.length === 0) throw new Error(`${name} has column names, but no rows.`);
  const { names, notes } = distinctNames(table.names);
  const { members, isRecords = false } = table;
  return {
    ...about,
    isRecords: isRecords && !lines,
    notes: [...table.notes, ...notes],
    ...(members && { members }),
    async *batches(each) {
      for (let first = 0; first < table.rows.length; first += BATCH_ROWS) {
        await each.step(`Reading ${name}`, first / table.rows.length);
        yield batchOf({ names, rows: table.rows.slice(first, first + BATCH_ROWS) });
      }
    },
  };
}

async function* objectBatches(
  source: ByteSource,
  flat: FlatRows,
  pace: Pace,
): AsyncGenerator<TableBatch, void> {
  let before = 0;
  for await (const values of jsonLines(source, pace)) {
    const objects = objectRows(source.name, values, before);
    yield batchOf(tableOfObjects(source.name, objects, flat));
    before += values.length;
  }
}

function batchOf({ names, rows }: Pick<JsonTable, 'names' | 'rows'>): TableBatch {
  const columns = names.map((_, column) => rows.map((row) => row[column] as Cell));
  return { rows: rows.length, names, columns };
}
