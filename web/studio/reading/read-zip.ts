import type { ReadingOptions } from '../../contract/index.js';
import { parseNpy } from '../../../readers/arrays/npy.js';
import { readNpz } from './arrays/npz.js';
import type { NumericArray } from '../../../readers/arrays/numeric-array.js';
import { type ByteSource, bytesSource } from '../../../readers/bytes/byte-source.js';
import { IMAGE_NAME, type ZipEntry, zipEntries } from '../../../readers/bytes/unzip.js';
import type { DecodeImage } from './images/decode-image.js';
import { ImageReader } from './images/image-reader.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import type { ReadResult } from './columns/read-result.js';

const TABLE_NAME = /\.(csv|tsv|tab|txt|json|ndjson|jsonl)$/i;
const ARRAY_NAME = /\.npy$/i;

/**
 * Reads a zip of images, of NumPy's arrays (NPZ), or of one table.
 * @param readTable Reads a table inside the zip.
 * @throws a sentence
 */
export async function readZip(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
  decode: DecodeImage,
  readTable: (table: ByteSource) => Promise<ReadResult>,
): Promise<ReadResult> {
  const { name } = source;
  const images = new ImageReader(options, decode);
  const arrays: NumericArray[] = [];
  const tables: ZipEntry[] = [];
  let others = 0;
  let office = false;
  const wanted = (path: string) => {
    if (path === '[Content_Types].xml') office = true;
    const known = [IMAGE_NAME, ARRAY_NAME, TABLE_NAME].some((kind) => kind.test(path));
    if (!known) ++others;
    return known && !office;
  };
  for await (const entry of zipEntries(source, wanted, pace)) {
    const { path, bytes } = entry;
    if (IMAGE_NAME.test(path)) await images.add(path, new Blob([bytes]));
    else if (ARRAY_NAME.test(path)) arrays.push(parseNpy(path.replace(ARRAY_NAME, ''), bytes));
    else tables.push(entry);
  }
  if (office) {
    throw new Error(`${name} is an office document: save it as CSV and drop that.`);
  }
  if (images.count > 0) {
    const read = await images.finish(name);
    others += arrays.length + tables.length;
    if (others === 0) return read;
    const message = `Skipped ${others === 1 ? '1 file that is not an image' : `${others.toLocaleString('en')} files that are not images`}.`;
    return { ...read, notes: [...read.notes, { message }] };
  }
  if (arrays.length > 0) return readNpz(name, arrays);
  const [table, second] = tables;
  if (!table) {
    throw new Error(
      `${name} contains nothing that this page reads: expected images, NPY arrays, or one CSV or JSON file.`,
    );
  }
  if (second) {
    throw new Error(
      `${name} contains several tables, such as ${table.path} and ${second.path}: drop one of them.`,
    );
  }
  return readTable(bytesSource(table.path, table.bytes));
}
