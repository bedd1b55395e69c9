import type { ColumnOverrides } from 'vae1';
import type { CellValue, ImageShape } from '../../contract/index.js';

/** Digits after the mark of a column's numbers as the file has them: of all, or of each; above 100: as few as it takes. */
export type NumberDigits = number | Uint8Array<ArrayBuffer>;

/** Numbers; NaN is a gap. */
export interface NumberColumn {
  readonly kind: 'numbers';
  readonly name: string;
  readonly values: Float64Array<ArrayBuffer>;
  /** Absent if each has as few as it takes. */
  readonly digits?: NumberDigits;
}

/**
 * Text, with each distinct value stored once: a cell is `values[code - 1]`, or a gap if its code is
 * 0.
 */
export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  readonly codes: Uint32Array<ArrayBuffer>;
  readonly values: readonly string[];
}

export type Column = NumberColumn | TextColumn;

/**
 * The file that the data were read from, with all that is needed to read it the same way elsewhere.
 */
export type DataFile =
  | {
      readonly format: 'text';
      readonly name: string;
      readonly delimiter: string;
      readonly header: boolean;
      readonly decimal: '.' | ',';
      /** For each column of the data, its index in the file, from 0. */
      readonly places: readonly number[];
      /** The trimmed texts of cells that count as gaps. */
      readonly gaps: readonly string[];
    }
  /** An array of objects whose keys are the column names. */
  | { readonly format: 'json'; readonly name: string; readonly gaps: readonly string[] }
  /** Bytes of images; may be gzipped. */
  | { readonly format: 'idx'; readonly name: string };

export interface TableDataset {
  readonly kind: 'table';
  readonly name: string;
  /** Absent if reading the file takes more than a few lines of code. */
  readonly file?: DataFile;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** What the library is told of columns instead of inferring it, by their names. */
  readonly overrides?: ColumnOverrides;
}

/** The overrides of the columns except those in `leftOut`. */
export function overridesOf({ overrides = {} }: TableDataset, leftOut: readonly string[]) {
  return Object.fromEntries(Object.entries(overrides).filter(([name]) => !leftOut.includes(name)));
}

export interface ImagesDataset {
  readonly kind: 'images';
  readonly name: string;
  /** Absent if reading the file takes more than a few lines of code. */
  readonly file?: DataFile;
  readonly rows: number;
  readonly shape: ImageShape;
  /** rows x height x width x channels. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** The label of each image, if known. */
  readonly labels: {
    readonly names: readonly string[];
    readonly codes: Uint16Array<ArrayBuffer>;
  } | null;
}

/** The open data, as plain values that the browser's storage accepts directly. */
export type Dataset = TableDataset | ImagesDataset;

export function imageSize({ width, height, channels }: ImageShape): number {
  return width * height * channels;
}

export function cellOf(column: Column, row: number): CellValue {
  if (column.kind === 'text') {
    const code = column.codes[row]!;
    return code === 0 ? null : column.values[code - 1]!;
  }
  const value = column.values[row]!;
  return Number.isNaN(value) ? null : value;
}

/** A table as the library takes it: an object of arrays, with NaN and null for gaps. */
export type TableInput = Record<string, ArrayLike<CellValue>>;

/** The columns except those in `leftOut`, with all rows or only the `chosen` ones. */
export function tableOf(
  { columns, rows }: TableDataset,
  leftOut: readonly string[],
  chosen?: ArrayLike<number>,
): TableInput {
  const taken = columns.filter(({ name }) => !leftOut.includes(name));
  return Object.fromEntries(
    taken.map((column) => {
      if (column.kind === 'numbers' && !chosen) return [column.name, column.values];
      const cells = Array.from({ length: chosen?.length ?? rows }, (_, index) =>
        cellOf(column, chosen ? chosen[index]! : index),
      );
      return [column.name, cells];
    }),
  );
}

/** The images with these indices, one after another. */
export function imagesOf({ pixels, shape }: ImagesDataset, chosen: ArrayLike<number>) {
  const size = imageSize(shape);
  const images = new Uint8Array(chosen.length * size);
  for (let i = 0; i < chosen.length; ++i) {
    const start = chosen[i]! * size;
    images.set(pixels.subarray(start, start + size), i * size);
  }
  return images;
}
