import type { CellValue, ImageShape } from './contract.js';

/** Numbers, NaN for a gap. */
export interface NumberColumn {
  readonly kind: 'numbers';
  readonly name: string;
  readonly values: Float64Array<ArrayBuffer>;
}

/** Text, each different one kept once: a cell is `values[code - 1]`, or a gap where its code is 0. */
export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  readonly codes: Uint32Array<ArrayBuffer>;
  readonly values: readonly string[];
}

export type Column = NumberColumn | TextColumn;

/** The one file that data were read from, and how: what it takes to read it the same way elsewhere. */
export type DataFile =
  | {
      readonly format: 'text';
      readonly name: string;
      readonly delimiter: string;
      readonly header: boolean;
      readonly decimal: '.' | ',';
      /** Which of the file's columns each of the data's is, from 0. */
      readonly places: readonly number[];
      /** What cells that are gaps hold, as it stands but for white space around it. */
      readonly gaps: readonly string[];
    }
  /** An array of objects, whose keys are the columns' names. */
  | { readonly format: 'json'; readonly name: string; readonly gaps: readonly string[] }
  /** Images as bytes; may be gzipped. */
  | { readonly format: 'idx'; readonly name: string };

export interface TableDataset {
  readonly kind: 'table';
  readonly name: string;
  /** Absent where it takes more than a few lines to read them. */
  readonly file?: DataFile;
  readonly rows: number;
  readonly columns: readonly Column[];
}

export interface ImagesDataset {
  readonly kind: 'images';
  readonly name: string;
  /** Absent where it takes more than a few lines to read them. */
  readonly file?: DataFile;
  readonly rows: number;
  readonly shape: ImageShape;
  /** rows x height x width x channels. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** What each image is of, where that is known. */
  readonly labels: {
    readonly names: readonly string[];
    readonly codes: Uint16Array<ArrayBuffer>;
  } | null;
}

/** The data that are open: plain values that the browser's storage can keep as they are. */
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

/** An object of arrays, as the library takes a table; NaN and null are gaps. */
export type TableInput = Record<string, ArrayLike<CellValue>>;

/** The columns without those `leftOut`: of all rows, or of those `chosen`. */
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

/** The images with these numbers, row after row. */
export function imagesOf({ pixels, shape }: ImagesDataset, chosen: ArrayLike<number>) {
  const size = imageSize(shape);
  const images = new Uint8Array(chosen.length * size);
  for (let i = 0; i < chosen.length; ++i) {
    const start = chosen[i]! * size;
    images.set(pixels.subarray(start, start + size), i * size);
  }
  return images;
}
