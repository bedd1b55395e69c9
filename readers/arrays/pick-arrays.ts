import type { NumericArray } from './numeric-array.js';

/** Common names of data and label arrays, in lower case. */
const DATA = ['x', 'data', 'images', 'x_train', 'train_images', 'arr_0'];
const LABELS = ['y', 'labels', 'label', 'y_train', 'train_labels', 'target'];

/** The arrays of an NPZ file that are used. */
export interface PickedArrays {
  readonly data: NumericArray;
  readonly labels: NumericArray | null;
  /** Which were taken, as a sentence, if there were others. */
  readonly note: string | null;
}

/** Picks the data and the labels from the arrays of an NPZ file. @throws a sentence */
export function pickArrays(name: string, arrays: readonly NumericArray[]): PickedArrays {
  const named = (names: readonly string[]) =>
    names.map((one) => arrays.find((array) => array.name.toLowerCase() === one)).find(Boolean);
  const data = named(DATA) ?? (arrays.length === 1 ? arrays[0] : undefined);
  if (!data) {
    throw new Error(
      `${name} holds the arrays ${arrays.map((array) => array.name).join(', ')}, but none ` +
        `has a usual name for data: ${DATA.join(', ')}.`,
    );
  }
  const candidate = named(LABELS);
  const labels =
    candidate && candidate !== data && isLabelFor(candidate, data.shape[0]!) ? candidate : null;
  const note =
    arrays.length === 1
      ? null
      : `Of the ${arrays.length} arrays, ${data.name} is used as data` +
        `${labels ? ` and ${labels.name} as labels` : ''}.`;
  return { data, labels, note };
}

function isLabelFor({ shape }: NumericArray, rows: number): boolean {
  return shape[0] === rows && shape.slice(1).every((size) => size === 1);
}
