import type { ImageShape, Note } from '../../../contract/index.js';
import type { Dataset, ImagesDataset } from '../../session/dataset.js';
import { checkCells } from '../columns/build-table.js';
import type { ReadResult } from '../columns/read-result.js';
import { type NumericArray, shapeText, times } from '../../../../readers/arrays/numeric-array.js';

/** Longest side of an image, in pixels. */
const LARGEST_SIDE = 1024;
/** A row of at least this many bytes counts as a picture if their number is square. */
const LEAST_PICTURE = 64;

/** Turns an array into images if it has their shape, otherwise into a table. @throws a sentence */
export function readArray(array: NumericArray, labels: NumericArray | null): ReadResult {
  const { name, shape } = array;
  if (times(shape) === 0) {
    throw new Error(`${name} is empty: its shape is ${shapeText(shape) || 'that of one value'}.`);
  }
  const picture = imageShape(array);
  const { data, notes } = picture ? images(array, picture, labels) : table(array, labels);
  return { data, notes: notes.map((message): Note => ({ message })), dropped: [], reading: {} };
}

function imageShape({ name, shape, values }: NumericArray): ImageShape | null {
  const [, height = 1, width = 1, channels = 1] = shape;
  if (shape.length <= 2) {
    const side = Math.sqrt(height);
    const square =
      values instanceof Uint8Array && height >= LEAST_PICTURE && Number.isInteger(side);
    return shape.length === 2 && square ? { width: side, height: side, channels: 1 } : null;
  }
  if (shape.length > 4 || (channels !== 1 && channels !== 3)) {
    throw new Error(
      `${name} has the shape ${shapeText(shape)}; expected images of N × height × width, or ` +
        'N × height × width × 1 (grey) or 3 (colour).',
    );
  }
  if (height > LARGEST_SIDE || width > LARGEST_SIDE) {
    throw new Error(
      `${name} has images of ${width} × ${height} pixels; the page reads up to 1024 × 1024.`,
    );
  }
  return { width, height, channels };
}

function images(array: NumericArray, shape: ImageShape, labels: NumericArray | null) {
  const { name } = array;
  const rows = array.shape[0]!;
  const notes: string[] = [];
  if (array.shape.length === 2) {
    notes.push(
      `Rows of ${array.shape[1]} bytes count as images of ${shape.width} × ${shape.height} pixels.`,
    );
  }
  const pixels = array.values instanceof Uint8Array ? array.values : asBytes(array, notes);
  const data: ImagesDataset = {
    kind: 'images',
    name,
    rows,
    shape,
    pixels: scaledBooleans(pixels, notes),
    labels: labels && imageLabels(labels, rows),
  };
  return { data: data as Dataset, notes };
}

/** Converts numbers from 0 to 1, or from 0 to 255, to bytes. */
function asBytes({ name, values }: NumericArray, notes: string[]): Uint8Array<ArrayBuffer> {
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < values.length; ++i) {
    const value = values[i]!;
    if (Number.isNaN(value))
      throw new Error(`${name} has gaps (NaN) in its images; images cannot have gaps.`);
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (minimum < 0 || maximum > 255) {
    throw new Error(
      `${name} has pixels from ${minimum} to ${maximum}; expected numbers from 0 to 1, or from ` +
        '0 to 255.',
    );
  }
  const scale = maximum <= 1 ? 255 : 1;
  notes.push(
    scale === 255
      ? 'Pixels from 0 to 1 were scaled to bytes from 0 to 255.'
      : 'Pixels from 0 to 255 were rounded to bytes.',
  );
  const pixels = new Uint8Array(values.length);
  for (let i = 0; i < values.length; ++i) pixels[i] = Math.round(scale * values[i]!);
  return pixels;
}

/** Pixels of 0 and 1, such as booleans, would look black on black. */
function scaledBooleans(pixels: Uint8Array<ArrayBuffer>, notes: string[]) {
  if (pixels.some((value) => value > 1)) return pixels;
  notes.push('Pixels of 0 and 1 count as black and white.');
  return pixels.map((value) => 255 * value);
}

function imageLabels({ values }: NumericArray, rows: number): ImagesDataset['labels'] {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  if (distinct.length > 1000) return null;
  const codeOf = new Map(distinct.map((value, code) => [value, code]));
  const codes = new Uint16Array(rows);
  for (let row = 0; row < rows; ++row) codes[row] = codeOf.get(values[row]!)!;
  return { names: distinct.map(String), codes };
}

function table({ name, shape, values }: NumericArray, labels: NumericArray | null) {
  const [rows = 1, width = 1] = shape;
  checkCells(name, rows * width);
  const names = width === 1 ? ['value'] : Array.from({ length: width }, (_, i) => `${i}`);
  const columns = names.map((column, index) => {
    const own = new Float64Array(rows);
    for (let row = 0; row < rows; ++row) {
      const value = values[row * width + index]!;
      own[row] = Number.isFinite(value) ? value : NaN;
    }
    return { kind: 'numbers' as const, name: column, values: own };
  });
  if (labels) {
    columns.push({ kind: 'numbers', name: 'label', values: Float64Array.from(labels.values) });
  }
  const infinite = values.some((value) => value === Infinity || value === -Infinity);
  const notes = infinite ? ['Infinite values count as missing.'] : [];
  return { data: { kind: 'table', name, rows, columns } as Dataset, notes };
}
