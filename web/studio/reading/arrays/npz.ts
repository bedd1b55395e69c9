import type { NumericArray } from '../../../../readers/arrays/numeric-array.js';
import { pickArrays } from '../../../../readers/arrays/pick-arrays.js';
import type { ReadResult } from '../columns/read-result.js';
import { readArray } from './array-dataset.js';

/** Picks the data and the labels from the arrays of an NPZ file. @throws a sentence */
export function readNpz(name: string, arrays: readonly NumericArray[]): ReadResult {
  const { data, labels, note } = pickArrays(name, arrays);
  const read = readArray({ ...data, name }, labels);
  return { ...read, notes: [...(note ? [{ message: note }] : []), ...read.notes] };
}
