import type { ColumnOverride } from 'vae1';
import type { Settings } from '../../contract/index.js';
import type { Dataset } from './dataset.js';
import { drawnRows, heldOutCount, PURPOSE } from './row-draw.js';

/** Rows of the open data, ascending. */
export interface TrainingRows {
  /** Those that the model learns from. */
  readonly trained: Uint32Array<ArrayBuffer>;
  /** All others: held out, or outside the sample. */
  readonly unseen: Uint32Array<ArrayBuffer>;
}

/** Which rows a run with these settings learns from. */
export function trainingRows(data: Dataset, settings: Settings): TrainingRows {
  const given = sampledRows(data, settings);
  const rows = given?.length ?? data.rows;
  const { validation, seed } = settings;
  const count = validation > 0 && rows > 1 ? heldOutCount(rows, validation) : 0;
  const heldOut = drawnRows(seed, PURPOSE.heldOut, rows, count);
  const isTrained = new Uint8Array(data.rows);
  if (given) for (const row of given) isTrained[row] = 1;
  else isTrained.fill(1);
  for (const place of heldOut) isTrained[given ? given[place]! : place] = 0;
  const all = Uint32Array.from(isTrained.keys());
  return {
    trained: all.filter((row) => isTrained[row] === 1),
    unseen: all.filter((row) => isTrained[row] === 0),
  };
}

/**
 * The sample of rows that a run is given, ascending; undefined for all of them. It has each category
 * of the data at least once, because a model knows only those that it is given.
 */
export function sampledRows(
  data: Dataset,
  { sampleRows, seed }: Settings,
): Uint32Array<ArrayBuffer> | undefined {
  if (!sampleRows || sampleRows >= data.rows) return undefined;
  return withEachCategory(data, drawnRows(seed, PURPOSE.sample, data.rows, sampleRows));
}

/** How many rows a run is given, held-out ones included. */
export function givenRows(data: Dataset, settings: Settings): number {
  return sampledRows(data, settings)?.length ?? data.rows;
}

/** These rows and, for each category that none of them has, the first row that has it; ascending. */
export function withEachCategory(
  data: Dataset,
  rows: Uint32Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  if (data.kind === 'images') return rows;
  const isTaken = new Uint8Array(data.rows);
  for (const row of rows) isTaken[row] = 1;
  for (const column of data.columns) {
    const isCategorical = typeOf(data.overrides?.[column.name]) === 'categorical';
    if (column.kind === 'numbers') {
      if (isCategorical) takeEachValue(column.values, rows, isTaken);
    } else if (isCategorical || column.values.length <= MOST_VALUES_A_ROW * rows.length)
      takeEachValue(column.codes, rows, isTaken);
  }
  const all = Uint32Array.from(isTaken.keys());
  return all.filter((row) => isTaken[row] === 1);
}

/** Text with more values per drawn row holds dates, numbers or identifiers, and no categories. */
const MOST_VALUES_A_ROW = 0.5;

function typeOf(override: ColumnOverride | undefined) {
  return typeof override === 'object' ? override.type : override;
}

function takeEachValue(
  values: Float64Array | Uint32Array,
  rows: Uint32Array,
  isTaken: Uint8Array,
): void {
  const seen = new Set<number>();
  for (const row of rows) seen.add(values[row]!);
  for (const [row, value] of values.entries())
    if (!seen.has(value)) {
      seen.add(value);
      isTaken[row] = 1;
    }
}
