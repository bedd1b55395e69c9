import { type ByteSource, fileSource } from '../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { type Unpacked, unpacked } from '../../../readers/bytes/unpacked.js';
import { isTableName, skippedNotes } from '../../../readers/member-names.js';
import type { ReadingOptions } from '../../contract/index.js';
import type { ReadResult } from './columns/read-result.js';
import { FileCollection, type Kind, type ReadTable } from './file-collection.js';
import { readIdxFiles } from './idx-files.js';
import type { DecodeImage } from './images/decode-image.js';

/** A file, and its path within the folder that was opened, or its name. */
export interface PlacedFile {
  readonly file: File;
  readonly path: string;
}

/** What reading takes: the options, and what the host has to give. */
export interface Reading {
  readonly options: ReadingOptions;
  readonly pace: Pace;
  readonly decode: DecodeImage;
}

/** How a file among others is read. */
export interface Readers {
  readonly readTable: ReadTable;
  readonly readAlone: (file: PlacedFile, reading: Reading) => Promise<ReadResult>;
}

/** Reads a folder, or files dropped together. */
export async function readTogether(
  files: readonly PlacedFile[],
  reading: Reading,
  { readTable, readAlone }: Readers,
): Promise<ReadResult> {
  const { options, pace, decode } = reading;
  const name = nameOf(files);
  const collection = new FileCollection(name, options, decode);
  const idx: { source: ByteSource; name: string; path: string }[] = [];
  const archives: PlacedFile[] = [];
  let fault: unknown = null;
  for (const [index, { file, path }] of files.entries()) {
    await pace.step('Opening files', index / files.length);
    try {
      const opened = await unpacked(fileSource(file), pace);
      const kind = kindOf(path, opened);
      if (opened.format === 'idx') idx.push({ source: opened.source, name: file.name, path });
      else if (opened.format === 'zip') archives.push({ file, path });
      else if (kind) await collection.add(kind, path, file);
      else collection.skip(path);
    } catch (error) {
      pace.signal.throwIfAborted();
      // Other files may be what was meant.
      fault ??= error;
      collection.skip(path);
    }
  }
  if (idx.length > 0) {
    const read = await readIdxFiles(idx, pace);
    const others = files.filter((other) => !idx.some((each) => each.path === other.path));
    const skipped = skippedNotes(others.map(({ path }) => path));
    return { ...read, notes: [...read.notes, ...skipped] };
  }
  const [archive, second] = archives;
  const read = await collection.finish(readTable);
  if (read) return read;
  if (archive && !second) return readAlone(archive, reading);
  throw (
    fault ??
    new Error(
      `There is nothing that this page reads among these ${files.length} files. Drop a table, images, or ` +
        'one archive of them.',
    )
  );
}

/** What a file among others is; null for one that is not read, such as a README. */
function kindOf(path: string, { format }: Unpacked): Kind | null {
  switch (format) {
    case 'image':
      return 'image';
    case 'npy':
      return 'array';
    // Any text may look like a table.
    case 'csv':
    case 'json':
      return isTableName(path) ? 'table' : null;
    case 'zip':
    case 'idx':
      return null;
    default:
      return 'table';
  }
}

/** The folder's name, or how many files they are. */
function nameOf(files: readonly PlacedFile[]): string {
  const [folder, ...rest] = files[0]!.path.split('/');
  if (rest.length > 0) return folder!;
  const images = files.every(({ file }) => file.type.startsWith('image/') || file.type === '');
  return `${files.length.toLocaleString('en')} ${images ? 'images' : 'files'}`;
}
