import type { ReadingOptions } from '../../contract/index.js';
import type { ByteSource } from '../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { zipEntries } from '../../../readers/bytes/unzip.js';
import type { ReadResult } from './columns/read-result.js';
import { FileCollection, kindByName, type ReadTable } from './file-collection.js';
import type { DecodeImage } from './images/decode-image.js';

/**
 * Reads a zip of images, of NumPy's arrays (NPZ), or of tables.
 * @param readTable Reads a table inside the zip.
 * @throws a sentence
 */
export async function readZip(
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
  decode: DecodeImage,
  readTable: ReadTable,
): Promise<ReadResult> {
  const { name } = source;
  const files = new FileCollection(name, options, decode);
  const wanted = (path: string) => {
    if (kindByName(path)) return true;
    files.skip(path);
    return false;
  };
  for await (const { path, bytes } of zipEntries(source, wanted, pace))
    await files.add(kindByName(path)!, path, new Blob([bytes]));
  const read = await files.finish(readTable);
  if (read) return read;
  const inner = files.skipped.find((path) => /\.(zip|npz|7z|rar|tar|tgz|gz)$/i.test(path));
  if (inner) throw new Error(`${name} contains another archive, ${inner}: unpack it first.`);
  throw new Error(
    `${name} contains nothing that this page reads: expected images, NPY arrays, or a table` +
      `${files.skipped.length > 0 ? `, not ${files.skipped[0]}` : ''}.`,
  );
}
