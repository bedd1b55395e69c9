// The calls of TableVAE that are not those of AnyVAE, other than generate() and impute().
import { latentSource } from '../data/latent-source.js';
import type { Reader } from '../model/reader.js';
import { resultArray } from '../data/result-array.js';
import { VAEError } from '../errors/errors.js';
import { list } from '../errors/show.js';
import type { Table } from '../data/table.js';
import { scoreFeatures, type Scores } from '../model/scores.js';
import type { TableKnowledge } from './attachment.js';
import type { ColumnCoding } from './column-coding.js';
import { decodeRows } from './decode-rows.js';
import type { MadeTable } from './table-coding.js';
import type { TableForm } from '../options/choices.js';
import type {
  TableDecodeOptions,
  TableReconstructOptions,
  TableScoreFeaturesOptions,
} from '../options/table-options.js';
import { isCondition, readWhere } from './where.js';

export async function reconstructTable(
  reader: Reader,
  { coding }: TableKnowledge,
  table: Table,
  options: TableReconstructOptions<TableForm | undefined>,
): Promise<MadeTable> {
  const call = await reader.rows('reconstruct()', coding.take, table, options);
  const { source } = call;
  const { form, signal } = call.options;
  const width = coding.columns.length;
  const out = resultArray(source.rows, width, Float64Array);
  await reader.readRows(call, async (engine, block) => {
    out.set(await engine.call('read', 'reconstructTable', block), block.first * width);
  });
  return decodeRows(coding, out, source.rows, { form, missing: 'keep', made: 0 }, signal);
}

export async function decodeTable(
  reader: Reader,
  { coding, conditions }: TableKnowledge,
  latents: unknown,
  options: TableDecodeOptions<TableForm | undefined>,
): Promise<MadeTable> {
  const facts = reader.trained('decode()');
  const given = reader.options('decode()', options);
  const { where, form, signal } = given;
  const wishes = readWhere('decode()', coding, where);
  const modelled = wishes.filter(({ part }) => !isCondition(part));
  if (modelled.length > 0)
    throw new VAEError(
      'ERR_OPTION',
      `where of decode() must name condition columns ` +
        `(${list(coding.schema.conditions) || 'this model has none'}), not ` +
        `${list(modelled.map(({ part }) => part.column.name))}: the latents determine modelled columns.`,
    );
  const draw = conditions.drawing('decode()', wishes);
  const source = latentSource(latents, reader.latentDim);
  const call = { facts, options: given, source };
  const width = coding.columns.length;
  const out = resultArray(source.rows, width, Float64Array);
  await reader.readRows(call, async (engine, { rows, first, values: latents }) => {
    // The latents, then the conditions, if there are any.
    const values = new Float64Array(latents.length + (draw ? rows * width : 0)).fill(NaN);
    values.set(latents);
    for (let i = 0; draw && i < rows; i++)
      draw(values, latents.length + i * width, reader.seed, first + i);
    const conditions = Number(draw !== undefined);
    const block = { rows, first, values };
    out.set(await engine.call('read', 'decodeTable', block, { conditions }), first * width);
  });
  return decodeRows(coding, out, source.rows, { form, missing: 'keep', made: 0 }, signal);
}

/** scoreFeatures() of a TableVAE: the part of each column that is modelled, or that has extras. */
export async function scoreColumns(
  reader: Reader,
  { coding }: TableKnowledge,
  table: Table,
  options: TableScoreFeaturesOptions,
): Promise<Record<string, Scores>> {
  const call = await reader.rows('scoreFeatures()', coding.take, table, options);
  const { source } = call;
  const scores = await scoreFeatures(call);
  const width = coding.columns.length;
  const isScored = ({ columns }: ColumnCoding) =>
    columns.some(({ scored, condition }) => scored && !condition);
  const byColumn = ({ columns, first }: ColumnCoding) =>
    Float64Array.from({ length: source.rows }, (_, row) => {
      const at = row * width + first;
      return scores.subarray(at, at + columns.length).reduce((sum, x) => sum + x, 0);
    });
  return Object.fromEntries(
    coding.parts.flatMap((part): [string, Scores][] => {
      const { name } = part.column;
      const extras = source.extras.filter((extra) => extra.name === name);
      if (extras.length === 0 && !isScored(part)) return [];
      const sums = byColumn(part);
      for (const { nats } of extras)
        for (const [row, extra] of nats(0, source.rows).entries()) sums[row]! += extra;
      return [[name, sums]];
    }),
  );
}
