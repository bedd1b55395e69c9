import {
  allBytes,
  blobSource,
  type ByteSource,
  fileSource,
} from '../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { type Unpacked, unpacked } from '../../../readers/bytes/unpacked.js';
import { isLitter } from '../../../readers/member-names.js';
import { openTypedTable } from '../../../readers/open-table.js';
import type { GivenFile, ReadingOptions } from '../../contract/index.js';
import { type ReadResult, withoutFile } from './columns/read-result.js';
import { readCsv } from './csv/read-csv.js';
import type { ReadTable } from './file-collection.js';
import { decodeImage, type DecodeImage } from './images/decode-image.js';
import type { PlacedFile, Reading } from './read-together.js';

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
  if (files.length === 0) throw new Error('Nothing that was dropped is a file.');
  const reading = { options, pace, decode };
  if (files.length === 1) return readAlone(files[0]!, reading);
  const { readTogether } = await import('./read-together.js');
  return readTogether(files, reading, { readTable: tableReader(pace, decode), readAlone });
}

async function readAlone({ file }: PlacedFile, reading: Reading): Promise<ReadResult> {
  const opened = await unpacked(fileSource(file), reading.pace);
  const { source, format, wasPacked, head } = opened;
  if (format === 'idx') return readIdx(source, file.name, reading.pace);
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
      return (await import('./json/read-json.js')).readJson(source, options, pace);
    case 'npy': {
      const { readNpy } = await import('./arrays/read-npy.js');
      return readNpy(source, pace);
    }
    case 'idx':
      return readIdx(source, source.name, pace);
    case 'image': {
      const { ImageReader } = await import('./images/image-reader.js');
      const images = new ImageReader(options, decode);
      await images.add(source.name, new Blob([await allBytes(source, pace)]));
      return images.finish(source.name);
    }
    case 'zip': {
      const { readZip } = await import('./read-zip.js');
      return readZip(source, options, pace, decode, tableReader(pace, decode));
    }
    default: {
      const { tableOfCells } = await import('./columns/table-of-cells.js');
      const file = await openTypedTable(format, source, options, pace);
      const { uniform: _, gaps: __, ...read } = await tableOfCells(file, options, pace);
      return read;
    }
  }
}

async function readIdx(source: ByteSource, name: string, pace: Pace): Promise<ReadResult> {
  return (await import('./idx-files.js')).readIdxFiles([{ source, name }], pace);
}

/** Reads a table of a zip or a folder. */
function tableReader(pace: Pace, decode: DecodeImage): ReadTable {
  return async ({ path, bytes }, options) => {
    const opened = await unpacked(blobSource(path, bytes), pace);
    return withoutFile(await readOne(opened, { options, pace, decode }));
  };
}
