import type { Column, Dataset, ImagesDataset, TableDataset } from '../session/dataset.js';
import { joined } from '../../../readers/bytes/joined.js';

/**
 * The stored form of a dataset: its head, then its columns or pieces of its pixels. Some browsers
 * refuse a single value that large.
 */
export type DatasetPart = Dataset | Column | Uint8Array<ArrayBuffer>;

const PIECE_BYTES = 16 * 2 ** 20;

/** Approximately how many bytes the browser stores. */
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
    for (const column of data.columns) yield withOwnBuffer(column);
  } else {
    yield { ...data, pixels: new Uint8Array(0) };
    for (let start = 0; start < data.pixels.length; start += PIECE_BYTES)
      yield data.pixels.slice(start, start + PIECE_BYTES);
  }
}

/** @param parts The parts from partsOf(), in order. */
export function assembled(parts: readonly DatasetPart[]): Dataset {
  const [head, ...rest] = parts as [Dataset, ...DatasetPart[]];
  return head.kind === 'table'
    ? ({ ...head, columns: rest as Column[] } satisfies TableDataset)
    : ({ ...head, pixels: joined(rest as Uint8Array[]) } satisfies ImagesDataset);
}

/** Gives the column its own buffer: cloning a view would clone the whole buffer. */
function withOwnBuffer(column: Column): Column {
  if (column.kind === 'text') return { ...column, codes: own(column.codes) };
  return { ...column, values: own(column.values) };
}

function own<T extends Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>>(values: T): T {
  return (values.byteLength === values.buffer.byteLength ? values : values.slice()) as T;
}
