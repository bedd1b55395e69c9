// The calls of TableVAE that return rows, other than generate() and impute().
import { latentSource } from '../data/latent-source.js';
import type { Reader } from '../model/reader.js';
import { resultArray } from '../data/result-array.js';
import { VAEError } from '../errors/errors.js';
import { list } from '../errors/show.js';
import type { Table } from '../data/table.js';
import type { TableKnowledge } from './attachment.js';
import { decodeRows } from './decode-rows.js';
import type { MadeTable } from './table-coding.js';
import type { TableForm } from '../options/choices.js';
import type { TableDecodeOptions, TableReconstructOptions } from '../options/table-options.js';
import { isCondition, readWhere } from './where.js';

export async function reconstructTable(
  reader: Reader,
  { coding }: TableKnowledge,
  table: Table,
  options: TableReconstructOptions<TableForm | undefined>,
): Promise<MadeTable> {
  const call = await reader.rows('reconstruct()', coding.take, table, options);
  const { facts, source } = call;
  const { form, signal } = call.options;
  const width = coding.columns.length;
  const out = resultArray(source.rows, width, Float64Array);
  await reader.readRows(source, facts, signal, async (engine, block) => {
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
  const { where, form, signal } = reader.options('decode()', options);
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
  const width = coding.columns.length;
  const out = resultArray(source.rows, width, Float64Array);
  await reader.readRows(source, facts, signal, async (engine, { rows, first, values: latents }) => {
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
