import { listed } from '../columns/listed.js';
import type { Note } from '../columns/note.js';
import type { Members } from '../data-file.js';
import { npyHeader, parseNpy } from './npy.js';
import { type NumericArray, times } from './numeric-array.js';

/** Common names of data and label arrays, in lower case; the first that is there is taken. */
const DATA = ['x', 'data', 'images', 'x_train', 'train_images', 'train_x', 'arr_0', 'features'];
const LABELS = /^(y|labels?|targets?|class(es)?|(y|label)_.*|.*_(y|labels?|targets?))$/i;

/** An array of an NPZ file, as the bytes of an NPY file. */
export interface PackedArray {
  /** The array's name. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The arrays of an NPZ file that are used. */
export interface PickedArrays {
  readonly data: NumericArray;
  readonly labels: NumericArray | null;
  /** Which were taken, if there were others. */
  readonly notes: readonly Note[];
  readonly members?: Members;
}

/**
 * Picks the data and the labels from the arrays of an NPZ file: the wanted one, one with a usual name, or the
 * largest. An array that is not needed may be of any kind.
 * @throws a sentence
 */
export function pickArrays(
  name: string,
  packed: readonly PackedArray[],
  member?: string,
): PickedArrays {
  const readable = packed.flatMap((array) => {
    const shape = shapeOf(array);
    return shape && shape.length > 0 && times(shape) > 0 ? [{ ...array, shape }] : [];
  });
  const all = packed.map(({ path }) => path);
  if (member !== undefined && !all.includes(member)) {
    throw new Error(`${name} has no array ${member}; it has ${listed(all)}.`);
  }
  const named = DATA.map((one) => readable.find(({ path }) => path.toLowerCase() === one));
  const largest = readable.reduce(
    (most, array) => (!most || times(array.shape) > times(most.shape) ? array : most),
    undefined as (typeof readable)[number] | undefined,
  );
  const wanted = member ?? (named.find(Boolean) ?? largest)?.path ?? all[0]!;
  const chosen = packed.find(({ path }) => path === wanted)!;
  const data = parseNpy(chosen.path, chosen.bytes);
  const labels = labelsFor(data, readable);
  if (all.length === 1) return { data, labels, notes: [] };
  const rest = all.filter((path) => path !== data.name && path !== labels?.name);
  const message =
    `Of the ${all.length} arrays, ${data.name} is used as data` +
    `${labels ? ` and ${labels.name} as labels` : ''}` +
    `${rest.length > 0 ? `, and not ${listed(rest, 'or')}` : ''}.`;
  const names = readable.map(({ path }) => path);
  return {
    ...{ data, labels, notes: [{ message }] },
    ...(names.length > 1 && { members: { names, chosen: data.name } }),
  };
}

/** null for an array of a kind that cannot be read, such as one of objects. */
function shapeOf({ path, bytes }: PackedArray): readonly number[] | null {
  try {
    return npyHeader(path, bytes).shape;
  } catch {
    return null;
  }
}

type Readable = PackedArray & { readonly shape: readonly number[] };

/** The array of a label for each row; of several, the one whose name has the most in common with the data's. */
function labelsFor(data: NumericArray, arrays: readonly Readable[]): NumericArray | null {
  const rows = data.shape[0];
  const [best] = arrays
    .filter(({ path, shape }) => path !== data.name && LABELS.test(path) && isLabels(shape, rows))
    .sort((a, b) => alike(b.path, data.name) - alike(a.path, data.name));
  return best ? parseNpy(best.path, best.bytes) : null;
}

function isLabels([first, ...rest]: readonly number[], rows: number | undefined): boolean {
  return first === rows && rest.every((size) => size === 1);
}

/** How many words two names share: 2 for x_train and y_train. */
function alike(one: string, other: string): number {
  const words = new Set(one.toLowerCase().split('_'));
  return other
    .toLowerCase()
    .split('_')
    .filter((word) => words.has(word)).length;
}
