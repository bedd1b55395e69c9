import { parseIdx } from '../../../readers/arrays/idx.js';
import { type NumericArray, times } from '../../../readers/arrays/numeric-array.js';
import { allBytes, type ByteSource } from '../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../readers/bytes/pace.js';
import { readArray } from './arrays/array-dataset.js';
import type { ReadResult } from './columns/read-result.js';

/** An IDX file, unpacked, and the name of the file on disk. */
export interface IdxFile {
  readonly source: ByteSource;
  readonly name: string;
}

/**
 * Reads IDX files: one, or images with their labels. Of several of each, as MNIST has for training and testing,
 * the largest are read.
 * @throws a sentence if labels do not fit
 */
export async function readIdxFiles(files: readonly IdxFile[], pace: Pace): Promise<ReadResult> {
  const arrays: NumericArray[] = [];
  for (const { source } of files) arrays.push(parseIdx(source.name, await allBytes(source, pace)));
  const [images, ...others] = arrays
    .filter(({ shape }) => arrays.length === 1 || shape.length > 1)
    .sort((a, b) => times(b.shape) - times(a.shape));
  if (!images) throw new Error(`${unlike(arrays)}; none of them holds images.`);
  const labels = arrays.filter(({ shape }) => arrays.length > 1 && shape.length === 1);
  const fitting = labels.find(({ shape }) => shape[0] === images.shape[0]);
  if (labels.length === 1 && !fitting) {
    throw new Error(
      `${labels[0]!.name} has ${labels[0]!.shape[0]} labels; expected ${images.shape[0]}, one for each ` +
        `image of ${images.name}.`,
    );
  }
  if (others.length > 0 && labels.length === 0) {
    throw new Error(`${unlike(arrays)}; none of them holds labels. Drop one of them.`);
  }
  const read = readArray(images, fitting ?? null);
  const { data, notes } = read;
  if (data.kind !== 'images') return read;
  const rest = others.map(({ name }) => name);
  const message = `${images.name} was read, the largest file of images, and not ${rest.join(', ')}.`;
  if (rest.length > 0) return { ...read, notes: [{ message }, ...notes] };
  if (notes.length > 0) return read;
  // Its bytes are used unchanged, so a program can read them, too.
  const { name } = files[arrays.indexOf(images)]!;
  return { ...read, data: { ...data, file: { format: 'idx', name } } };
}

function unlike(arrays: readonly NumericArray[]): string {
  const names = arrays.map(({ name }) => name).join(' and ');
  return `${names} do not belong together: expected an IDX file of images and one with a label for each`;
}
