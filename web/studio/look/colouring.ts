import type { Colouring } from '../../contract/index.js';
import type { CellReader, ColumnSchema } from 'vae1';
import type { Dataset, ImagesDataset, TextColumn } from '../session/dataset.js';
import { codedColumn } from './coded-column.js';

/** What rows can be coloured by without the model. */
export function dataColourings(data: Dataset): readonly string[] {
  if (data.kind === 'table') return data.columns.map(({ name }) => name);
  return data.labels ? [LABEL] : [];
}

const LABEL = 'label';

/**
 * The colouring of these rows by a column, or by the labels of images.
 * @param known The column as the model reads it, and what reads its cells, if there is a model.
 */
export function dataColouring(
  data: Dataset,
  rows: Uint32Array,
  by: string,
  known: { readonly schema: ColumnSchema; readonly read: CellReader | null } | undefined,
): Colouring {
  if (data.kind === 'images') return labelColouring(data, rows);
  const column = data.columns.find(({ name }) => name === by);
  if (!column) throw new Error(`There is no column '${by}' to colour by.`);
  const dates = known?.schema.type === 'date';
  const coded = known?.read && codedColumn(column, known.read, rows);
  if (coded?.kind === 'numbers')
    return (!dates && fewNumbers(coded.values)) || { kind: 'numbers', dates, values: coded.values };
  if (column.kind === 'text') return textColouring(column, rows);
  const values = Float64Array.from(rows, (row) => column.values[row]!);
  return fewNumbers(values) ?? { kind: 'numbers', dates: false, values };
}

/** More colours would look alike; the least frequent categories share one. */
export const MOST_CATEGORIES = 14;

function labelColouring({ labels }: ImagesDataset, rows: Uint32Array): Colouring {
  if (!labels) throw new Error('The images have no labels to colour by.');
  return categories(
    Array.from(rows, (row) => labels.codes[row]!),
    (code) => labels.names[code]!,
  );
}

function textColouring({ codes, values }: TextColumn, rows: Uint32Array): Colouring {
  return categories(
    Array.from(rows, (row) => (codes[row] === 0 ? null : codes[row]!)),
    (code) => values[code - 1]!,
  );
}

/** Integers with few distinct values usually name something instead of measuring it. */
function fewNumbers(values: Float64Array): Colouring | null {
  const different = new Set<number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return null;
    different.add(value);
    if (different.size > FEW) return null;
  }
  return categories(
    Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    String,
  );
}

const FEW = 7;

/** @param keys The category of each row, null for a gap. */
function categories(keys: readonly (number | null)[], nameOf: (key: number) => string): Colouring {
  const counts = new Map<number, number>();
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  const byFrequency = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)!);
  const shown = byFrequency
    .slice(0, MOST_CATEGORIES)
    .sort((a, b) => IN_ORDER.compare(nameOf(a), nameOf(b)));
  const others = byFrequency.length - shown.length;
  const names = shown.map(nameOf);
  if (others > 0) names.push(others === 1 ? '1 other' : `${others.toLocaleString('en')} others`);
  if (keys.includes(null)) names.push('no value');
  const places = new Map(shown.map((key, place) => [key, place]));
  return {
    kind: 'categories',
    names,
    ofValues: shown.length,
    codes: Uint16Array.from(keys, (key) =>
      key === null ? names.length - 1 : (places.get(key) ?? shown.length),
    ),
  };
}

/** '2' before '10'. */
const IN_ORDER = new Intl.Collator('en', { numeric: true });
