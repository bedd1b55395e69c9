import {
  type AsyncRecordBatchFileReader,
  type AsyncRecordBatchStreamReader,
  type RecordBatch,
  RecordBatchReader,
} from 'apache-arrow';
import { type ArrowCellReader, arrowCellReader, type Cell } from 'vae1';
import { accessTo, type ByteSource, type RandomAccess } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { distinctNames } from '../columns/column-names.js';
import { libraryReason } from '../columns/library-error.js';
import { leftOutNotes } from '../columns/left-out.js';
import type { TableBatch, TableFile } from '../data-file.js';
import { registerCompression } from './compression.js';

/**
 * An Arrow file or stream as a table, read by record batches. Columns of lists, structs or bytes are left
 * out. Whole numbers of 64 bits are BigInts, dates and timestamps are Dates, and decimals numbers.
 * @throws a sentence for people
 */
export async function openArrowTable(source: ByteSource, pace: Pace): Promise<TableFile> {
  const { name } = source;
  registerCompression();
  const access = await accessTo(source, pace);
  const reader = await readable(name, () => openReader(access));
  const { fields } = reader.schema;
  await reader.cancel();
  const { names, notes } = distinctNames(fields.map((field) => field.name));
  const columns = fields.flatMap(({ type }, index) => {
    const read = arrowCellReader(type);
    return read ? [{ index, read }] : [];
  });
  if (columns.length === 0) throw new Error(`${name} has no column of single values.`);
  const left = names.filter((_, index) => !columns.some((column) => column.index === index));
  return {
    kind: 'table',
    name,
    isText: false,
    notes: [...notes, ...leftOutNotes(left)],
    batches: (each) => batches(name, access, { names, columns }, each),
  };
}

type AsyncBatches = AsyncRecordBatchFileReader | AsyncRecordBatchStreamReader;

interface Columns {
  readonly names: readonly string[];
  /** Those that are read. */
  readonly columns: readonly { readonly index: number; readonly read: ArrowCellReader }[];
}

async function* batches(
  name: string,
  access: RandomAccess,
  { names, columns }: Columns,
  pace: Pace,
): AsyncGenerator<TableBatch, void> {
  const reader = await readable(name, () => openReader(access));
  const taken = columns.map(({ index }) => names[index]!);
  try {
    for (;;) {
      await pace.step(`Reading ${name}`, 0);
      const { done, value } = await readable(name, async () => reader.next());
      if (done) break;
      const batch: RecordBatch = value;
      if (batch.numRows === 0) continue;
      yield {
        rows: batch.numRows,
        names: taken,
        columns: columns.map((each) => cells(batch, each)),
      };
    }
  } finally {
    await reader.cancel();
  }
  await pace.step(`Reading ${name}`, 1);
}

/** Cell by cell: a column's toArray() has 0 for gaps, and other values than get() for many types. */
function cells(batch: RecordBatch, { index, read }: Columns['columns'][number]): Cell[] {
  const vector = batch.getChildAt(index)!;
  return Array.from({ length: batch.numRows }, (_, row) => {
    const value: unknown = vector.get(row);
    return value === null || value === undefined ? null : read(value);
  });
}

/** Opens a file or a stream, which the library tells apart, through the only form it reads in parts. */
async function openReader(access: RandomAccess): Promise<AsyncBatches> {
  const handle = {
    fd: 0,
    stat: async () => ({ size: access.byteLength }),
    async read(buffer: Uint8Array, offset: number, length: number, position: number) {
      const bytes = new Uint8Array(await access.slice(position, position + length));
      buffer.set(bytes, offset);
      return { bytesRead: bytes.length, buffer };
    },
    close: async () => {},
  };
  // The types name a file of Node's here, which has these members and more.
  const source = handle as unknown as Promise<AsyncIterable<Uint8Array>>;
  const reader: AsyncBatches = await RecordBatchReader.from(source);
  return reader.open({ autoDestroy: false });
}

/** The library's errors, some of which are of the engine, as a sentence. */
async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const reason = libraryReason(cause);
    if (reason.includes('codec not found')) {
      throw new Error(
        `${name} is compressed with LZ4: save it with ZSTD or without compression, or as Parquet.`,
        { cause },
      );
    }
    throw new Error(`${name} cannot be read as Arrow; it is incomplete or damaged${reason}.`, {
      cause,
    });
  }
}
