import type { Options } from '../arguments/options.js';
import { PIECE_ROWS } from '../input/pieces.js';
import type { AnyModel } from '../model/load-model.js';
import { columnsOf, numberColumns } from '../model/number-columns.js';
import type { Context } from '../terminal/context.js';
import type { PieceWork } from './piece.js';
import { rowsOf } from './rows-of.js';

/** The posterior of each row: its mean and, if asked for, the logarithm of its variance. */
export function encodeWork(trained: AnyModel, options: Options, { signal }: Context): PieceWork {
  const { latentDim } = trained.model;
  const rows = rowsOf(trained);
  return {
    columns: [
      ...numberColumns(latentDim, 'mean'),
      ...(options.logVariance ? numberColumns(latentDim, 'logVariance') : []),
    ],
    pieceRows: PIECE_ROWS,
    async answer(piece) {
      const { mean, logVariance } = await trained.model.encode(rows(piece) as never, { signal });
      const more = options.logVariance ? columnsOf(logVariance, latentDim) : [];
      return [...columnsOf(mean, latentDim), ...more];
    },
  };
}
