import type { ReadingOptions } from '../../contract/index.js';
import { readArray } from './arrays/array-dataset.js';
import { parseIdx } from '../../../readers/arrays/idx.js';
import { parseNpy } from '../../../readers/arrays/npy.js';
import type { NumericArray } from '../../../readers/arrays/numeric-array.js';
import {
  allBytes,
  type ByteSource,
  fileSource,
  firstBytes,
} from '../../../readers/bytes/byte-source.js';
import { gunzipped } from '../../../readers/bytes/gunzip.js';
import { readCsv } from './csv/read-csv.js';
import { findFormat, type Format, HEAD } from '../../../readers/find-format.js';
import { decodeImage, type DecodeImage } from './images/decode-image.js';
import { ImageReader } from './images/image-reader.js';
import { readJson } from './json/read-json.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { type ReadResult, withoutFile } from './columns/read-result.js';
import { readZip } from './read-zip.js';

/** Reads dropped files. @throws a sentence for people */
export async function readFiles(
  dropped: readonly File[],
  options: ReadingOptions,
  pace: Pace,
  decode: DecodeImage = decodeImage,
): Promise<ReadResult> {
  const files = dropped.length > 1 ? dropped.filter(({ name }) => !name.startsWith('.')) : dropped;
  const [first] = files;
  if (!first) throw new Error('Nothing that was dropped is a file.');
  const opened: Opened[] = [];
  for (const [index, file] of files.entries()) {
    await pace.step('Opening files', index / files.length);
    opened.push(await open(fileSource(file), pace));
  }
  if (opened.length === 1 && opened[0]!.format !== 'image') {
    const read = await readOne(opened[0]!, options, pace, decode);
    if (opened[0]!.format === 'idx') return ofIdxFile(read, [first]);
    return read.data.file?.name === first.name && opened[0]!.plain ? read : withoutFile(read);
  }
  if (opened.every(({ format }) => format === 'image')) {
    return readImages(files, options, pace, decode);
  }
  if (opened.length === 2 && opened.every(({ format }) => format === 'idx')) {
    const [one, other] = await Promise.all(opened.map((file) => readIdx(file, pace)));
    return ofIdxFile(readIdxPair(one!, other!), files);
  }
  throw new Error(
    `These ${files.length.toLocaleString('en')} files do not belong together. Drop one table, images, or an IDX file ` +
      'of images with the IDX file of their labels.',
  );
}

interface Opened {
  /** Unpacked if it was gzipped. */
  readonly source: ByteSource;
  readonly format: Exclude<Format, 'gzip'>;
  /** Whether a text file can be read on disk directly as UTF-8. */
  readonly plain: boolean;
}

async function open(source: ByteSource, pace: Pace): Promise<Opened> {
  const head = await firstBytes(source, HEAD, pace);
  const format = findFormat(source.name, head);
  // UTF-16 begins with one of these two bytes; UTF-8 never does.
  if (format !== 'gzip') return { source, format, plain: head[0] !== 0xfe && head[0] !== 0xff };
  const unpacked = gunzipped(source);
  const inner = findFormat(unpacked.name, await firstBytes(unpacked, HEAD, pace));
  if (inner === 'gzip') throw new Error(`${source.name} is gzipped twice: unpack it once.`);
  return { source: unpacked, format: inner, plain: false };
}

async function readOne(
  { source, format }: Opened,
  options: ReadingOptions,
  pace: Pace,
  decode: DecodeImage,
): Promise<ReadResult> {
  switch (format) {
    case 'csv':
      return readCsv(source, options, pace);
    case 'json':
      return readJson(source, options, pace);
    case 'npy':
      return readArray(parseNpy(source.name, await allBytes(source, pace)), null);
    case 'idx':
      return readArray(parseIdx(source.name, await allBytes(source, pace)), null);
    case 'image': {
      const images = new ImageReader(options, decode);
      await images.add(source.name, new Blob([await allBytes(source, pace)]));
      return images.finish(source.name);
    }
    case 'parquet':
      throw new Error(`${source.name} is a Parquet file: save it as CSV and drop that.`);
    case 'arrow':
      throw new Error(`${source.name} is an Arrow file: save it as CSV and drop that.`);
    case 'zip':
      return readZip(source, options, pace, decode, async (table) =>
        readOne(await open(table, pace), options, pace, decode),
      );
  }
}

async function readImages(
  files: readonly File[],
  options: ReadingOptions,
  pace: Pace,
  decode: DecodeImage,
): Promise<ReadResult> {
  const images = new ImageReader(options, decode);
  for (const [index, file] of files.entries()) {
    await pace.step('Reading images', index / files.length);
    await images.add(file.webkitRelativePath || file.name, file);
  }
  return images.finish(nameOf(files));
}

function nameOf(files: readonly File[]): string {
  const folder = files[0]!.webkitRelativePath?.split('/')[0];
  if (folder) return folder;
  return files.length === 1 ? files[0]!.name : `${files.length.toLocaleString('en')} images`;
}

async function readIdx({ source }: Opened, pace: Pace): Promise<NumericArray> {
  return parseIdx(source.name, await allBytes(source, pace));
}

/** Records the file that holds the images, if its bytes are used unchanged. */
function ofIdxFile(read: ReadResult, files: readonly File[]): ReadResult {
  const { data, notes } = read;
  if (data.kind !== 'images' || notes.length > 0) return read;
  const { name } = files.find((file) => file.name.startsWith(data.name)) ?? files[0]!;
  return { ...read, data: { ...data, file: { format: 'idx', name } } };
}

/** @throws a sentence if they are not an array and its labels */
function readIdxPair(one: NumericArray, other: NumericArray): ReadResult {
  const [images, labels] = one.shape.length > other.shape.length ? [one, other] : [other, one];
  if (labels.shape.length !== 1 || images.shape.length < 2) {
    throw new Error(
      `${one.name} and ${other.name} do not belong together: expected one IDX file of images and ` +
        'one with a label for each.',
    );
  }
  if (labels.shape[0] !== images.shape[0]) {
    throw new Error(
      `${labels.name} has ${labels.shape[0]} labels; expected ${images.shape[0]}, one for each ` +
        `image of ${images.name}.`,
    );
  }
  return readArray(images, labels);
}
