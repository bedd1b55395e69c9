import { type NativeColumn, ColumnKind, type Numbers } from '../engine/native.js';
import { inBlocks, type Reader, resultOf } from '../model/reader.js';
import { resultArray } from '../data/result-array.js';
import type { Table } from '../data/table.js';
import { rowsPerChunk, samplesPerCall } from '../data/rows-per-chunk.js';
import type { TableKnowledge } from './attachment.js';
import type { ColumnCoding } from './column-coding.js';
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
  const { draws, samples, seed = reader.seed, form, signal } = call.options;
  const width = coding.columns.length;
  const size = source.rows * width;
  const completed = resultArray(source.rows * (draws ?? 1), width, Float64Array);
  const drawn = draws ?? DRAWS;
  const step = rowsPerChunk(drawn * width * Float64Array.BYTES_PER_ELEMENT, facts.parameters);
  await reader.read(signal, (engine) =>
    inBlocks(source, step, signal, async (block) => {
      const { rows: n, first } = block;
      await engine.call('begin', 'imputation', block, { draws: drawn, samples, seed });
      const values = await resultOf(engine, samplesPerCall(n, facts.parameters), signal);
      if (draws === undefined) completed.set(central(coding, values, n, drawn), first * width);
      else
        for (let draw = 0; draw < draws; draw++)
          completed.set(
            values.subarray(draw * n * width, (draw + 1) * n * width),
            draw * size + first * width,
          );
    }),
  );
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
): Numbers {
  const width = columns.length;
  const out = values.slice(0, rows * width);
  for (let row = 0; row < rows; row++)
    for (const part of parts) {
      const last = part.first + part.columns.length - 1;
      const at = row * width + last;
      if (part.columns.length === 0) continue;
      const cells = Array.from({ length: draws }, (_, draw) => draw * rows * width + at);
      if (part.columns.at(-1)!.kind !== ColumnKind.real)
        out[at] = mode(cells.map((cell) => values[cell]!));
      else {
        out[at] = cells.reduce((sum, cell) => sum + numberAt(part, values, cell), 0) / draws;
        // A mean is not a spike, even if it is near one.
        const spike = spikeLevels(part);
        if (spike) out[at - 1] = spike.levels - 1;
      }
    }
  return out;
}

/** The core column that tells which spike of the column a cell is, if the column has spikes. */
function spikeLevels({ columns }: ColumnCoding): NativeColumn | undefined {
  const core = columns.at(-2);
  return core?.kind === ColumnKind.categorical ? core : undefined;
}

/** The number of a cell, spike or not, clamped to the column's bounds. */
function numberAt(part: ColumnCoding, values: ArrayLike<number>, at: number): number {
  const { column } = part;
  if (!('minimum' in column)) return values[at]!;
  const spike = spikeLevels(part) && column.spikes?.[values[at - 1]!]?.value;
  return spike ?? Math.min(Math.max(values[at]!, column.minimum), column.maximum);
}

/** The most frequent draw; on a tie, the one drawn first. */
function mode(drawn: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of drawn) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
