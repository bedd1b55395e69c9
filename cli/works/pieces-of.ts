import { asNumbers } from '../input/as-numbers.js';
import type { OpenData } from '../input/open-data.js';
import { numberPieces, tablePieces } from '../input/pieces.js';
import type { AnyModel } from '../model/load-model.js';
import { Failure } from '../terminal/ends.js';
import type { Piece } from './piece.js';

/** The rows of DATA as a model of this kind takes them. @throws Failure for an array where it is a table */
export async function piecesOf(
  { file, pace }: OpenData,
  kind: AnyModel['kind'],
  pieceRows: number,
): Promise<AsyncGenerator<Piece, void>> {
  if (kind === 'numbers') return numberPieces(await asNumbers(file, pace), pace, pieceRows);
  if (file.kind === 'table') return tablePieces(file, pace, pieceRows);
  throw new Failure(`${file.name} holds an array of numbers, but the model is of a table.`);
}
