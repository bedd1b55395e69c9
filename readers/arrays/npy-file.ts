import { allBytes, type ByteSource, firstBytes } from '../bytes/byte-source.js';
import { joined } from '../bytes/joined.js';
import type { Pace } from '../bytes/pace.js';
import type { Note } from '../columns/note.js';
import { BATCH_ROWS, type NumbersBatch, type NumbersFile } from '../data-file.js';
import { checkLength, npyHeader, type NpyHeader, parseNpy } from './npy.js';
import { type NumericArray, shapeText, times } from './numeric-array.js';

/** Bytes that hold the header of any usual file. */
const HEADER = 1 << 16;

/**
 * A NumPy array as rows of numbers: its first axis counts the rows, and all others are a row's values.
 * In C order it is read piece by piece, in Fortran order at once.
 * @throws a sentence for people
 */
export async function openNpyFile(source: ByteSource, pace: Pace): Promise<NumbersFile> {
  const { name } = source;
  const header = npyHeader(name, await firstBytes(source, HEADER, pace));
  if (header.fortran) return arrayFile(name, parseNpy(name, await allBytes(source, pace)), []);
  const features = rowLength(name, header.shape);
  return {
    ...{ kind: 'numbers', name, notes: [], features },
    batches: (each) => pieces(source, header, features, each),
  };
}

/** An array in memory as such a file. @throws a sentence for people */
export function arrayFile(name: string, array: NumericArray, notes: readonly Note[]): NumbersFile {
  const features = rowLength(name, array.shape);
  return {
    ...{ kind: 'numbers', name, notes, features },
    async *batches() {
      const rows = array.shape[0]!;
      for (let first = 0; first < rows; first += BATCH_ROWS) {
        const count = Math.min(BATCH_ROWS, rows - first);
        const data = array.values.subarray(first * features, (first + count) * features);
        yield { data, shape: [count, features] };
      }
    },
  };
}

function rowLength(name: string, shape: readonly number[]): number {
  if (times(shape) > 0 && shape.length > 0) return times(shape.slice(1));
  throw new Error(`${name} is empty: its shape is ${shapeText(shape) || 'that of one value'}.`);
}

async function* pieces(
  source: ByteSource,
  header: NpyHeader,
  features: number,
  pace: Pace,
): AsyncGenerator<NumbersBatch, void> {
  const rowBytes = features * header.size;
  let skip = header.start;
  let have = 0;
  let left = new Uint8Array(0);
  for await (const piece of source.open(pace, `Reading ${source.name}`)) {
    const values = piece.subarray(Math.min(skip, piece.length));
    skip -= piece.length - values.length;
    have += values.length;
    const bytes = joined([left, values]);
    const rows = Math.floor(bytes.length / rowBytes);
    left = bytes.slice(rows * rowBytes);
    if (rows === 0) continue;
    yield { data: numbers(header, bytes.subarray(0, rows * rowBytes)), shape: [rows, features] };
  }
  checkLength(source.name, header, have);
}

/** Booleans as 0 and 1: as bytes they would stand for value / 255. */
function numbers(header: NpyHeader, bytes: Uint8Array<ArrayBuffer>): NumericArray['values'] {
  const values = header.decode(bytes);
  return header.isBoolean ? Float32Array.from(values) : values;
}
