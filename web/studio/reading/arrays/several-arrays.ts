import { type PackedArray, pickArrays } from '../../../../readers/arrays/pick-arrays.js';
import type { ReadResult } from '../columns/read-result.js';
import { readArray } from './array-dataset.js';

/** Reads the data and the labels of several NumPy arrays. @throws a sentence */
export function readArrays(
  name: string,
  arrays: readonly PackedArray[],
  member: string | undefined,
): ReadResult {
  const { data, labels, notes, members } = pickArrays(name, arrays, member);
  const read = readArray({ ...data, name }, labels);
  return {
    ...read,
    notes: [...notes, ...read.notes],
    ...(members && { reading: { member: members.chosen }, members: members.names }),
  };
}
