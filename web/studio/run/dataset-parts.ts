import type { Column, Dataset, ImagesDataset, TableDataset } from '../dataset.js';
import { joined } from '../joined.js';

/**
 * What a dataset is kept as: its head, then columns or pieces of the pixels. One value with all of
 * it would be more than some browsers take at once.
 */
export type DatasetPart = Dataset | Column | Uint8Array<ArrayBuffer>;

const PIECE_BYTES = 16 * 2 ** 20;

/** How many bytes the browser keeps of it, nearly. */
export function bytesOf(data: Dataset): number {
  if (data.kind === 'images') return data.pixels.byteLength + (data.labels?.codes.byteLength ?? 0);
  let bytes = 0;
  for (const column of data.columns)
    if (column.kind === 'numbers') bytes += column.values.byteLength;
    else {
      bytes += column.codes.byteLength;
      for (const value of column.values) bytes += value.length;
    }
  return bytes;
}

export function* partsOf(data: Dataset): Generator<DatasetPart, void, void> {
  if (data.kind === 'table') {
    yield { ...data, columns: [] };
    for (const column of data.columns) yield alone(column);
  } else {
    yield { ...data, pixels: new Uint8Array(0) };
    for (let start = 0; start < data.pixels.length; start += PIECE_BYTES)
      yield data.pixels.slice(start, start + PIECE_BYTES);
  }
}

/** @param parts As partsOf() gave them, in their order. */
export function assembled(parts: readonly DatasetPart[]): Dataset {
  const [head, ...rest] = parts as [Dataset, ...DatasetPart[]];
  return head.kind === 'table'
    ? ({ ...head, columns: rest as Column[] } satisfies TableDataset)
    : ({ ...head, pixels: joined(rest as Uint8Array[]) } satisfies ImagesDataset);
}

/** The column with a buffer of its own: a copy of a view brings the whole buffer with it. */
function alone(column: Column): Column {
  if (column.kind === 'text') return { ...column, codes: own(column.codes) };
  return { ...column, values: own(column.values) };
}

function own<T extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(values: T): T {
  return (values.byteLength === values.buffer.byteLength ? values : values.slice()) as T;
}
