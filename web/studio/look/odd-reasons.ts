import type { TableVAE } from 'vae1';
import type { OddRow } from '../../contract/index.js';
import { type TableDataset, cellOf, tableOf } from '../session/dataset.js';
import { evenSample } from './even-sample.js';

type Reasons = OddRow['reasons'];

/** Rows used to estimate each column's usual score. */
const USUAL_ROWS = 2000;
/** Reasons reported per row. */
const MOST_REASONS = 3;
/** A column less than this many nats above its mean is no reason: it is less than twice as rare. */
const LEAST = Math.LN2;

/**
 * The columns that make rows odd, strongest first. Columns' nats cannot be compared directly: a
 * column with finer units or more categories costs more in every row. So a cell is judged by how
 * far it lies above the column's mean over the rows that have a value.
 */
export async function oddReasons(
  vae: TableVAE,
  data: TableDataset,
  leftOut: readonly string[],
  rows: readonly number[],
  signal: AbortSignal,
): Promise<Reasons[]> {
  const nats = (chosen: ArrayLike<number>) =>
    vae.scoreFeatures(tableOf(data, leftOut, chosen), { seed: 0, signal });
  const usualRows = evenSample(data.rows, USUAL_ROWS);
  const usual = await nats(usualRows);
  const odd = await nats(rows);
  const reasons: { column: string; nats: number }[][] = rows.map(() => []);
  for (const [name, values] of Object.entries(odd)) {
    const column = data.columns.find((one) => one.name === name)!;
    // Gaps have no score: their 0 would lie far above the mean of columns with fine units.
    const isThere = (row: number) => cellOf(column, row) !== null;
    const mean = meanWhere(usual[name]!, (index) => isThere(usualRows[index]!));
    rows.forEach((row, index) => {
      const above = values[index]! - mean;
      if (isThere(row) && above > LEAST) reasons[index]!.push({ column: name, nats: above });
    });
  }
  return reasons.map((all) => all.sort((a, b) => b.nats - a.nats).slice(0, MOST_REASONS));
}

function meanWhere(values: Float64Array, counts: (index: number) => boolean): number {
  const counted = values.filter((_, index) => counts(index));
  return counted.reduce((sum, value) => sum + value, 0) / counted.length;
}
