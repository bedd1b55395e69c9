import type { Decoded, Pixels, TableRows } from '../../contract/index.js';
import {
  cellOf,
  imagesOf,
  tableOf,
  type ImagesDataset,
  type TableDataset,
  type TableInput,
} from '../session/dataset.js';
import type { Session, StudioModel } from '../session/session.js';

/** A model, and rows of the open data in its input form. */
export type ModelRows =
  | {
      readonly kind: 'images';
      readonly model: Extract<StudioModel, { kind: 'images' }>;
      readonly input: Pixels;
    }
  | {
      readonly kind: 'table';
      readonly model: Extract<StudioModel, { kind: 'table' }>;
      readonly input: TableInput;
    };

/**
 * @param model By default the open one.
 * @throws a sentence for people if the model's data are not open.
 */
export function modelRows(
  session: Session,
  rows: ArrayLike<number>,
  model: StudioModel = session.requireModel(),
): ModelRows {
  const data = session.requireData();
  if (model.kind === 'images' && data.kind === 'images')
    return { kind: 'images', model, input: chosenImages(data, rows) };
  if (model.kind === 'table' && data.kind === 'table')
    return { kind: 'table', model, input: chosenCells(data, session.leftOut, rows) };
  throw new Error(
    `The model generates ${model.kind === 'table' ? 'tables' : 'images'}, but the open data are of another kind.`,
  );
}

/** Rows of the open data, unchanged; for tables including the columns that the model leaves out. */
export function openRows(session: Session, rows: ArrayLike<number>): Decoded {
  const data = session.requireData();
  return data.kind === 'images'
    ? { kind: 'images', pixels: chosenImages(data, rows) }
    : { kind: 'table', table: openTable(data, rows) };
}

function openTable(data: TableDataset, rows: ArrayLike<number>): TableRows {
  refuseUnknown(rows, data.rows);
  return {
    columns: data.columns.map(({ name }) => name),
    rows: Array.from(rows, (row) => data.columns.map((column) => cellOf(column, row))),
  };
}

function chosenImages(data: ImagesDataset, rows: ArrayLike<number>): Pixels {
  refuseUnknown(rows, data.rows);
  return imagesOf(data, rows);
}

function chosenCells(data: TableDataset, leftOut: readonly string[], rows: ArrayLike<number>) {
  refuseUnknown(rows, data.rows);
  return tableOf(data, leftOut, rows);
}

function refuseUnknown(rows: ArrayLike<number>, count: number): void {
  const unknown = Array.prototype.find.call(
    rows,
    (row: number) => !(Number.isInteger(row) && row >= 0 && row < count),
  ) as number | undefined;
  if (unknown !== undefined)
    throw new Error(`There is no row ${unknown + 1}: rows are numbered 1 to ${count}.`);
}
