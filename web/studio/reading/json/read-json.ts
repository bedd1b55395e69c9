import type { ByteSource } from '../../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../../readers/bytes/pace.js';
import { openJsonFile } from '../../../../readers/json/json-file.js';
import type { ReadingOptions } from '../../../contract/index.js';
import type { ReadResult } from '../columns/read-result.js';
import { tableOfCells } from '../columns/table-of-cells.js';

/** Reads a table from JSON, or from one JSON value per line. @throws a sentence with the place */
export async function readJson(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<ReadResult> {
  const { name } = source;
  const json = await openJsonFile(source, options, pace);
  const { uniform, gaps, ...read } = await tableOfCells(json, options, pace);
  if (!json.isRecords || !uniform) return read;
  const file = { format: 'json', name, gaps } as const;
  return { ...read, data: { ...read.data, file } };
}
