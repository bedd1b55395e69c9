import type { Table } from '../data/table.js';
import type { Reader } from '../model/reader.js';
import { scoreFeatures, type Scores } from '../model/scores.js';
import type { TableKnowledge } from './attachment.js';
import type { ColumnCoding } from './column-coding.js';
import type { TableScoreFeaturesOptions } from '../options/table-options.js';

/** scoreFeatures() of a TableVAE: the part of each modelled and each constant column. */
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
      const constant = source.constants.find((other) => other.name === name);
      if (constant) return [[name, constant.surprises(0, source.rows)]];
      return isScored(part) ? [[name, byColumn(part)]] : [];
    }),
  );
}
