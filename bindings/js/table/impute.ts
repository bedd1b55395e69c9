import type { Block, Numbers } from '../engine/native.js';
import { inBlocks, type Reader, resultOf } from '../model/reader.js';
import { resultArray } from '../data/result-array.js';
import type { Table } from '../data/table.js';
import { rowsPerChunk, samplesPerCall } from '../data/rows-per-chunk.js';
import type { TableKnowledge } from './attachment.js';
import { decodeRows } from './decode-rows.js';
import type { MadeTable, TableCoding } from './table-coding.js';
import type { TableForm } from '../options/choices.js';
import type { ImputeOptions } from '../options/table-options.js';

/** The number of draws behind a single completion. */
const DRAWS = 50;

export async function impute(
  reader: Reader,
  { coding }: TableKnowledge,
  table: Table,
  options: ImputeOptions<TableForm | undefined>,
): Promise<MadeTable | MadeTable[]> {
  const call = await reader.rows('impute()', coding.take, table, options);
  const { facts, source } = call;
  const { draws, samples, seed = reader.seed, firstRow, form, signal } = call.options;
  const width = coding.columns.length;
  const size = source.rows * width;
  const completed = resultArray(source.rows * (draws ?? 1), width, Float64Array);
  const drawn = draws ?? DRAWS;
  const step = rowsPerChunk(drawn * width * Float64Array.BYTES_PER_ELEMENT, facts.parameters);
  await reader.read(signal, (engine) => {
    const complete = async (block: Required<Block>) => {
      const { rows: n, first } = block;
      const given = block.values.slice();
      await engine.call('begin', 'imputation', block, { draws: drawn, samples, seed });
      const values = await resultOf(engine, samplesPerCall(n, facts.parameters), signal);
      for (let draw = 0; draw < (draws ?? 1); draw++) {
        const made =
          draws === undefined
            ? central(coding, values, n, drawn)
            : values.subarray(draw * n * width, (draw + 1) * n * width);
        // The core draws all cells. Columns that follow from others follow from the known ones.
        for (const [i, known] of given.entries()) if (known === known) made[i] = known;
        completed.set(made, draw * size + first * width);
      }
    };
    return inBlocks(source, step, signal, complete, firstRow);
  });
  const tables: MadeTable[] = [];
  for (let draw = 0; draw < (draws ?? 1); draw++) {
    const values = completed.subarray(draw * size, (draw + 1) * size);
    const filled = { form, missing: 'fill', made: 0, view: source.view } as const;
    tables.push(await decodeRows(coding, values, source.rows, filled, signal));
  }
  return draws === undefined ? tables[0]! : tables;
}

/** Reduces draws x rows x core columns to one table: the mean of numbers, the mode of other cells. */
function central(
  { columns, parts }: TableCoding,
  values: Numbers,
  rows: number,
  draws: number,
): Float64Array {
  const width = columns.length;
  const out = Float64Array.from(values.subarray(0, rows * width));
  for (let row = 0; row < rows; row++)
    for (const { columns: own, first, mean } of parts) {
      if (own.length === 0) continue;
      const at = row * width + first;
      const drawn = Array.from({ length: draws }, (_, draw) => draw * rows * width + at);
      if (mean)
        mean.encode(drawn.reduce((sum, cell) => sum + mean.draw(values, cell), 0) / draws, out, at);
      else {
        const last = own.length - 1;
        out[at + last] = mode(drawn.map((cell) => values[cell + last]!));
      }
    }
  return out;
}

/** The most frequent draw; on a tie, the one drawn first. */
function mode(drawn: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of drawn) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
