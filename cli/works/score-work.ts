import { given, type Options } from '../arguments/options.js';
import type { AnyModel } from '../model/load-model.js';
import { PIECE_ROWS } from '../input/pieces.js';
import type { Context } from '../terminal/context.js';
import type { PieceWork } from './piece.js';
import { rowsOf } from './rows-of.js';

/** A score for each row. */
export function scoreWork(trained: AnyModel, options: Options, { signal }: Context): PieceWork {
  const settings = { ...given(options, ['method', 'samples', 'seed']), signal };
  const rows = rowsOf(trained);
  return {
    columns: [{ name: 'score', type: 'number' }],
    pieceRows: PIECE_ROWS,
    answer: async (piece) => [await trained.model.score(rows(piece) as never, settings)],
  };
}
