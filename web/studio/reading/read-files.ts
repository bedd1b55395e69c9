import { parseNpy } from '../../../readers/arrays/npy.js';
import {
  allBytes,
  blobSource,
  type ByteSource,
  fileSource,
} from '../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { type Unpacked, unpacked } from '../../../readers/bytes/unpacked.js';
import { isLitter, isTableName, skippedNotes } from '../../../readers/member-names.js';
import { openTypedTable } from '../../../readers/open-table.js';
import type { GivenFile, ReadingOptions } from '../../contract/index.js';
import { readArray } from './arrays/array-dataset.js';
import { type ReadResult, withoutFile } from './columns/read-result.js';
import { tableOfCells } from './columns/table-of-cells.js';
import { readCsv } from './csv/read-csv.js';
import { FileCollection, type Kind, type ReadTable } from './file-collection.js';
import { readIdxFiles } from './idx-files.js';
import { decodeImage, type DecodeImage } from './images/decode-image.js';
import { ImageReader } from './images/image-reader.js';
import { readJson } from './json/read-json.js';
import { readZip } from './read-zip.js';

/** A file, and its path within the folder that was opened, or its name. */
interface PlacedFile {
  readonly file: File;
  readonly path: string;
}

/** How all of this reads: the options, and what the host has to give. */
interface Reading {
  readonly options: ReadingOptions;
  readonly pace: Pace;
  readonly decode: DecodeImage;
}

/** Reads dropped files. @throws a sentence for people */
export async function readFiles(
  dropped: readonly GivenFile[],
  options: ReadingOptions,
  pace: Pace,
  decode: DecodeImage = decodeImage,
): Promise<ReadResult> {
  const placed = dropped.map((given): PlacedFile =>
    given instanceof File ? { file: given, path: given.webkitRelativePath || given.name } : given,
  );
  const files = placed.length > 1 ? placed.filter(({ path }) => !isLitter(path)) : placed;
  if (files.length === 0) throw new Error('Nothing dropped is a file.');
  const reading = { options, pace, decode };
  return files.length === 1 ? readAlone(files[0]!, reading) : readTogether(files, reading);
}

async function readAlone({ file }: PlacedFile, reading: Reading): Promise<ReadResult> {
  const opened = await unpacked(fileSource(file), reading.pace);
  const { source, format, wasPacked, head } = opened;
  if (format === 'idx') return readIdxFiles([{ source, name: file.name }], reading.pace);
  const read = await readOne(opened, reading);
  // UTF-16 begins with one of these two bytes; UTF-8 never does.
  const isPlain = !wasPacked && head[0] !== 0xfe && head[0] !== 0xff;
  return isPlain && read.data.file?.name === file.name ? read : withoutFile(read);
}

async function readOne(
  { source, format }: Unpacked,
  { options, pace, decode }: Reading,
): Promise<ReadResult> {
  switch (format) {
    case 'csv':
      return readCsv(source, options, pace);
    case 'json':
      return readJson(source, options, pace);
    case 'npy':
      return readArray(parseNpy(source.name, await allBytes(source, pace)), null);
    case 'idx':
      return readIdxFiles([{ source, name: source.name }], pace);
    case 'image': {
      const images = new ImageReader(options, decode);
      await images.add(source.name, new Blob([await allBytes(source, pace)]));
      return images.finish(source.name);
    }
    case 'zip':
      return readZip(source, options, pace, decode, tableReader(pace, decode));
    default: {
      const {
        uniform: _,
        gaps: __,
        ...read
      } = await tableOfCells(await openTypedTable(format, source, options, pace), options, pace);
      return read;
    }
  }
}

/** Reads a table of a zip or a folder. */
function tableReader(pace: Pace, decode: DecodeImage): ReadTable {
  return async ({ path, bytes }, options) => {
    const opened = await unpacked(blobSource(path, bytes), pace);
    return withoutFile(await readOne(opened, { options, pace, decode }));
  };
}

/** Reads a folder, or files dropped together. */
async function readTogether(
  files: readonly PlacedFile[],
  { options, pace, decode }: Reading,
): Promise<ReadResult> {
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
  const read = await collection.finish(tableReader(pace, decode));
  if (read) return read;
  if (archive && !second) return readAlone(archive, { options, pace, decode });
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
