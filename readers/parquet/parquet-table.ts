import {
  type FileMetaData,
  parquetMetadataAsync,
  parquetScan,
  parquetSchema,
  type ParquetParsers,
  type SchemaTree,
} from 'hyparquet';
import type { Cell } from 'vae1';
import { accessTo, type ByteSource, type RandomAccess } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { libraryReason } from '../columns/library-error.js';
import { leftOutNotes } from '../columns/left-out.js';
import { BATCH_ROWS, type TableBatch, type TableFile } from '../data-file.js';

const decoder = new TextDecoder();

/** The library's own cut microseconds towards 1970, and unpack JSON, which is no single value. */
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMicroseconds: (micros) => new Date(Math.floor(Number(micros) / 1e3)),
  timestampFromNanoseconds: (nanos) => new Date(Math.floor(Number(nanos / 1000n) / 1e3)),
  jsonFromBytes: (bytes) => bytes && decoder.decode(bytes),
};

/**
 * A Parquet file as a table, read by row groups. Columns of lists, groups or plain bytes are left out.
 * Whole numbers of 64 bits are BigInts, dates are Dates, and decimals numbers.
 * @throws a sentence for people
 */
export async function openParquetTable(source: ByteSource, pace: Pace): Promise<TableFile> {
  const { name } = source;
  const file = await accessTo(source, pace);
  const metadata = await readable(name, () =>
    parquetMetadataAsync(file, { parsers: PARSERS, geoparquet: false }),
  );
  const columns = parquetSchema(metadata).children;
  const taken = columns.filter(isPlain).map(({ element }) => element.name);
  const left = columns.filter((column) => !isPlain(column)).map(({ element }) => element.name);
  if (taken.length === 0) throw new Error(`${name} has no column of single values.`);
  return {
    kind: 'table',
    name,
    isText: false,
    notes: leftOutNotes(left),
    batches: (each) => batches(name, file, metadata, taken, each),
  };
}

/** Whether a column has a single value in each row, of a kind that a table can have. */
function isPlain({ element, children }: SchemaTree): boolean {
  const { type, converted_type: converted, logical_type: logical, repetition_type } = element;
  if (children.length > 0 || repetition_type === 'REPEATED') return false;
  if (converted === 'BSON' || converted === 'INTERVAL') return false;
  const known = ['UUID', 'DECIMAL', 'FLOAT16'].includes(logical?.type ?? '');
  return type !== 'FIXED_LEN_BYTE_ARRAY' || converted === 'DECIMAL' || known;
}

async function* batches(
  name: string,
  file: RandomAccess,
  metadata: FileMetaData,
  names: readonly string[],
  pace: Pace,
): AsyncGenerator<TableBatch, void> {
  const all = Number(metadata.num_rows);
  const compressors = await compressorsFor(metadata);
  const options = { file, metadata, ...compressors, parsers: PARSERS, geoparquet: false };
  const scan = await readable(name, () => parquetScan({ ...options, columns: [...names] }));
  for (const range of scan.ranges) {
    const columns: ArrayLike<Cell>[] = [];
    for (const column of names) {
      await pace.step(`Reading ${name}`, range.rowStart / all);
      columns.push(await readable(name, () => scan.readColumn({ column, ...range })));
    }
    const rows = range.rowEnd - range.rowStart;
    for (let first = 0; first < rows; first += BATCH_ROWS) {
      const count = Math.min(BATCH_ROWS, rows - first);
      const part = (cells: ArrayLike<Cell>) => (cells as Cell[]).slice(first, first + count);
      yield { rows: count, names, columns: columns.map(part) };
    }
  }
  await pace.step(`Reading ${name}`, 1);
}

/** What unpacks the columns' pages; loaded where more is used than Snappy, which is built in. */
async function compressorsFor({ row_groups }: FileMetaData) {
  const isBuiltIn = (codec = 'UNCOMPRESSED') => codec === 'UNCOMPRESSED' || codec === 'SNAPPY';
  const all = row_groups.flatMap(({ columns }) => columns.map(({ meta_data }) => meta_data?.codec));
  if (all.every(isBuiltIn)) return {};
  const { compressors } = await import('./compressors.js');
  return { compressors: compressors() };
}

/** The library's errors, some of which are of the engine, as a sentence. */
async function readable<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const reason = libraryReason(cause);
    throw new Error(`${name} cannot be read as Parquet; it is incomplete or damaged${reason}.`, {
      cause,
    });
  }
}
