import type { NumericArray } from './numeric-array.js';
import type { Reading } from '../reading.js';
import { readingOf } from './array-dataset.js';

/** Names under which data, and labels, are commonly saved; in lower case. */
const DATA = ['x', 'data', 'images', 'x_train', 'train_images', 'arr_0'];
const LABELS = ['y', 'labels', 'label', 'y_train', 'train_labels', 'target'];

/** Of the arrays of an NPZ file, that with the data and that with its labels. @throws a sentence */
export function readNpz(name: string, arrays: readonly NumericArray[]): Reading {
  const named = (names: readonly string[]) =>
    names.map((one) => arrays.find((array) => array.name.toLowerCase() === one)).find(Boolean);
  const data = named(DATA) ?? (arrays.length === 1 ? arrays[0] : undefined);
  if (!data) {
    throw new Error(
      `${name} holds the arrays ${arrays.map((array) => array.name).join(', ')}, and none of them ` +
        `is named as data commonly are: ${DATA.join(', ')}.`,
    );
  }
  const candidate = named(LABELS);
  const labels =
    candidate && candidate !== data && isLabelFor(candidate, data.shape[0]!) ? candidate : null;
  const read = readingOf({ ...data, name }, labels);
  const taken =
    arrays.length === 1
      ? []
      : [
          {
            message:
              `Of the ${arrays.length} arrays, ${data.name} was taken for the data` +
              `${labels ? `, and ${labels.name} for the labels` : ''}.`,
          },
        ];
  return { ...read, notes: [...taken, ...read.notes] };
}

function isLabelFor({ shape }: NumericArray, rows: number): boolean {
  return shape[0] === rows && shape.slice(1).every((size) => size === 1);
}
