// The calls of TableVAE that return rows, other than generate() and impute().
import { latentSource } from '../data/latent-source.js';
import type { Reader } from '../model/reader.js';
import { rowsCall } from '../model/rows-call.js';
import { resultArray } from '../data/result-array.js';
import { VAEError } from '../errors/errors.js';
import type { TableKnowledge } from './attachment.js';
import { decodeRows } from './decode-rows.js';
import type { MadeTable } from './table-coding.js';
import type { TableDecodeOptions } from '../options/table-options.js';
import type { SignalOption } from '../options/vae-options.js';
import type { Table } from '../data/table.js';
import { isCondition, list, readWhere } from './where.js';

export async function reconstructTable(
  reader: Reader,
  { coding }: TableKnowledge,
  table: Table,
  options: SignalOption,
): Promise<MadeTable> {
  const call = await rowsCall(reader, 'reconstruct()', coding.take, table, options);
  const { facts, source } = call;
  const { signal } = call.options;
  const width = coding.columns.length;
  const out = resultArray(source.rows, width, Float64Array);
  await reader.readRows(source, facts, signal, async (engine, values, n, first) => {
    out.set(await engine.call('reconstructTable', values, n, first), first * width);
  });
  return decodeRows(coding, out, source.rows, { missing: 'keep', made: 0 }, signal);
}

export async function decodeTable(
  reader: Reader,
  { coding, conditions }: TableKnowledge,
  latents: unknown,
  options: TableDecodeOptions,
): Promise<MadeTable> {
  const facts = reader.trained('decode()');
  const { where, signal } = reader.options('decode()', options);
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
  await reader.readRows(source, facts, signal, async (engine, values, n, first) => {
    const fixed = new Float64Array(draw ? n * width : 0).fill(NaN);
    for (let i = 0; draw && i < n; i++) draw(fixed, i * width, reader.seed, first + i);
    out.set(await engine.call('decodeTable', values, n, fixed), first * width);
  });
  return decodeRows(coding, out, source.rows, { missing: 'keep', made: 0 }, signal);
}
