import { type ByteSource, fileSource, firstBytes } from '../../../readers/bytes/byte-source.js';
import { gunzipped } from '../../../readers/bytes/gunzip.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { csvPreview } from '../../../readers/csv/csv-preview.js';
import { findFormat, HEAD } from '../../../readers/find-format.js';
import type { FilePreview, ReadingOptions } from '../../contract/index.js';

/** The beginning of one file of delimited text, gzipped or not; null of anything else. */
export async function previewFiles(
  files: readonly File[],
  options: ReadingOptions,
  pace: Pace,
): Promise<FilePreview | null> {
  const [file] = files;
  if (!file || files.length > 1) return null;
  try {
    const source = await plainText(fileSource(file), pace);
    return source && (await csvPreview(source, options, pace));
  } catch {
    // What open() says about it is all that can be said.
    return null;
  }
}

async function plainText(source: ByteSource, pace: Pace): Promise<ByteSource | null> {
  const format = findFormat(source.name, await firstBytes(source, HEAD, pace));
  if (format === 'csv') return source;
  if (format !== 'gzip') return null;
  const inner = gunzipped(source);
  return findFormat(inner.name, await firstBytes(inner, HEAD, pace)) === 'csv' ? inner : null;
}
