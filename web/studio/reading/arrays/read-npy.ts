import { parseNpy } from '../../../../readers/arrays/npy.js';
import { allBytes, type ByteSource } from '../../../../readers/bytes/byte-source.js';
import type { Pace } from '../../../../readers/bytes/pace.js';
import type { ReadResult } from '../columns/read-result.js';
import { readArray } from './array-dataset.js';

/** Reads a file of one NumPy array. @throws a sentence */
export async function readNpy(source: ByteSource, pace: Pace): Promise<ReadResult> {
  return readArray(parseNpy(source.name, await allBytes(source, pace)), null);
}
