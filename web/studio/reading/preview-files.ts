import { fileSource } from '../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { unpacked } from '../../../readers/bytes/unpacked.js';
import { csvPreview } from '../../../readers/csv/csv-preview.js';
import type { FilePreview, GivenFile, ReadingOptions } from '../../contract/index.js';

/** The beginning of one file of delimited text, gzipped or not; null of anything else. */
export async function previewFiles(
  files: readonly GivenFile[],
  options: ReadingOptions,
  pace: Pace,
): Promise<FilePreview | null> {
  const [given] = files;
  if (!given || files.length > 1) return null;
  try {
    const file = given instanceof File ? given : given.file;
    const { source, format } = await unpacked(fileSource(file), pace);
    return format === 'csv' ? await csvPreview(source, options, pace) : null;
  } catch {
    // What open() says about it is all that can be said.
    return null;
  }
}
