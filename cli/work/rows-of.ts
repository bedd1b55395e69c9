import type { TableColumns } from 'vae1';
import type { NumbersBatch } from '../../readers/data-file.js';
import { knownCells } from '../model/known-cells.js';
import type { AnyModel } from '../model/load-model.js';
import type { Piece } from './piece.js';

/** The rows of a piece as the model takes them. */
export function rowsOf(trained: AnyModel): (piece: Piece) => TableColumns | NumbersBatch {
  const known = trained.kind === 'table' ? knownCells(trained.model.schema!) : undefined;
  return (piece) => {
    if (piece.kind === 'table' && known) return known(piece.table);
    if (piece.kind === 'numbers' && !known) return piece.numbers;
    throw new TypeError(`a piece of the kind ${piece.kind} for a model of ${trained.kind}`);
  };
}
