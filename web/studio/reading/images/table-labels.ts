import {
  cellOf,
  type Column,
  type ImagesDataset,
  type TableDataset,
} from '../../session/dataset.js';

/** More different labels would be names. */
const MOST_LABELS = 1000;
/** Names of a column of labels, in any case; the first that there is counts. */
const USUAL = /^(labels?|class(es)?|target|categor(y|ies)|species|breed|diagnosis|dx|y|type)$/i;

/** The labels of images from a table that names them. */
export interface TableLabels {
  readonly labels: NonNullable<ImagesDataset['labels']>;
  /** The column of the labels. */
  readonly column: string;
  /** How many images the table does not name. */
  readonly missing: number;
}

/**
 * Labels images by a table with a column of their paths or names, with or without their endings; null if the
 * table names fewer than half of them, or has no other column with few values.
 */
export function tableLabels(
  { columns, rows }: TableDataset,
  paths: readonly string[],
): TableLabels | null {
  const [best] = columns
    .map((column) => ({ column, found: rowsOf(column, rows, paths) }))
    .map((each) => ({ ...each, count: each.found.filter((row) => row >= 0).length }))
    .sort((a, b) => b.count - a.count);
  if (!best || best.count < 2 || 2 * best.count < paths.length) return null;
  const others = columns.filter((column) => column !== best.column);
  const few = others.flatMap((column) => {
    const texts = best.found.map((row) => (row < 0 ? null : textOf(column, row)));
    const names = [...new Set(texts.filter((text) => text !== null))];
    const isFew = names.length > 1 && names.length <= MOST_LABELS && names.length < best.count;
    return isFew ? [{ column: column.name, texts, names }] : [];
  });
  const chosen = few.find(({ column }) => USUAL.test(column)) ?? few[0];
  if (!chosen) return null;
  const missing = chosen.texts.filter((text) => text === null).length;
  const names = chosen.names.sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (missing > 0) names.push('(no label)');
  const codeOf = new Map<string | null, number>(names.map((name, code) => [name, code]));
  codeOf.set(null, names.length - 1);
  const codes = Uint16Array.from(chosen.texts, (text) => codeOf.get(text)!);
  return { labels: { names, codes }, column: chosen.column, missing };
}

/** For each image, the row whose cell names it; -1 if none does. */
function rowsOf(column: Column, rows: number, paths: readonly string[]): number[] {
  const rowOf = new Map<string, number>();
  for (let row = 0; row < rows; ++row) {
    const text = textOf(column, row);
    if (text !== null) rowOf.set(text.replace(/^\.?\//, ''), row);
  }
  return paths.map((path) => {
    for (const name of namesOf(path)) {
      const row = rowOf.get(name);
      if (row !== undefined) return row;
    }
    return -1;
  });
}

/** 'a/b/1.png' may be named so, or 'b/1.png', '1.png', and each without its ending. */
function namesOf(path: string): string[] {
  const parts = path.split('/');
  const tails = parts.map((_, index) => parts.slice(index).join('/'));
  return tails.flatMap((tail) => [tail, tail.replace(/\.[^./]+$/, '')]);
}

function textOf(column: Column, row: number): string | null {
  const cell = cellOf(column, row);
  return cell === null ? null : `${cell}`.trim();
}
