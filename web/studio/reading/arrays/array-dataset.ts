import type { Note } from '../../../contract/index.js';
import type { Dataset, ImagesDataset } from '../../session/dataset.js';
import { checkCells } from '../columns/build-table.js';
import type { ReadResult } from '../columns/read-result.js';
import { type NumericArray, shapeText, times } from '../../../../readers/arrays/numeric-array.js';
import { type ImageLayout, imageLayout, inLayout } from './image-layout.js';
import { pixelBytes } from './pixel-bytes.js';

/** Turns an array into images if it has their shape, otherwise into a table. @throws a sentence */
export function readArray(array: NumericArray, labels: NumericArray | null): ReadResult {
  const { name, shape } = array;
  if (times(shape) === 0) {
    throw new Error(`${name} is empty: its shape is ${shapeText(shape) || 'that of one value'}.`);
  }
  const picture = imageLayout(array);
  const { data, notes } = picture ? images(array, picture, labels) : table(array, labels);
  return { data, notes: notes.map((message): Note => ({ message })), dropped: [], reading: {} };
}

function images(array: NumericArray, layout: ImageLayout, labels: NumericArray | null) {
  const { name, shape: sizes } = array;
  const { shape, channelsFirst, alpha } = layout;
  const rows = sizes[0]!;
  const notes: string[] = [];
  if (sizes.length === 2) {
    notes.push(
      `Rows of ${sizes[1]} bytes count as images of ${shape.width} × ${shape.height} pixels.`,
    );
  }
  if (channelsFirst)
    notes.push(`The shape ${shapeText(sizes)} was read as images with their channels first.`);
  if (alpha) notes.push('The fourth channel, opacity, was left out.');
  const { pixels, note } = pixelBytes(array);
  if (note) notes.push(note);
  const data: ImagesDataset = {
    kind: 'images',
    name,
    rows,
    shape,
    pixels: inLayout(pixels, layout),
    labels: labels && imageLabels(labels, rows),
  };
  return { data: data as Dataset, notes };
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
