import { type TableColumns, type TableSchema, VAEError } from 'vae1';
import type { NumbersBatch } from '../../readers/data-file.js';
import { knownCells } from '../model/known-cells.js';
import type { AnyModel } from '../model/load-model.js';
import type { Piece } from './piece.js';

/** The rows of a piece as the model takes them. */
export function rowsOf(trained: AnyModel): (piece: Piece) => TableColumns | NumbersBatch {
  const schema = trained.kind === 'table' ? trained.model.schema : undefined;
  const known = schema && knownCells(schema);
  return (piece) => {
    if (piece.kind === 'table' && known) {
      requireAnyColumn(schema, piece.table);
      return known(piece.table);
    }
    if (piece.kind === 'numbers' && !known) return piece.numbers;
    throw new TypeError(`a piece of the kind ${piece.kind} for a model of ${trained.kind}`);
  };
}

/**
 * A column that a file lacks has gaps in all of its rows. A file that lacks every one is another table, or is
 * read with another separator or without its header.
 */
function requireAnyColumn({ columns }: TableSchema, table: TableColumns): void {
  if (columns.some(({ name }) => Object.hasOwn(table, name))) return;
  const quoted = (names: readonly string[]) =>
    names
      .slice(0, 3)
      .map((name) => `"${name}"`)
      .join(', ');
  const expected = quoted(columns.map(({ name }) => name));
  throw new VAEError(
    'ERR_DATA_SHAPE',
    `data has none of the columns that the model was trained on (${expected}); it has ${quoted(Object.keys(table))}.`,
  );
}
