import type { TableColumns, TableVAE, VAE, Where } from 'vae1';
import { given, type Options } from '../arguments/options.js';
import { refuse } from '../arguments/refuse.js';
import type { AnyModel } from '../model/load-model.js';
import { columnsOf, numberColumns } from '../model/number-columns.js';
import { readWhere } from '../model/read-where.js';
import { type OutputColumn, outputColumns } from '../../writers/output-column.js';
import type { Context } from '../terminal/context.js';
import type { PieceWork } from './piece.js';

/** Cells of a piece. */
const PIECE_CELLS = 500_000;

/** New rows. @throws UsageError for options that do not apply to the model */
export function generateWork(trained: AnyModel, options: Options, context: Context): PieceWork {
  return trained.kind === 'table'
    ? ofTable(trained.model, options, context)
    : ofNumbers(trained.model, options, context);
}

function ofTable(model: TableVAE<TableColumns>, options: Options, { signal }: Context): PieceWork {
  refuse(options, ['mean'], 'a model of a table');
  const { firstRow = 0 } = options;
  if (options.balance !== undefined)
    refuse(options, ['firstRow'], '--balance, whose shares are those of all rows');
  const schema = model.schema!;
  const columns = outputColumns(schema);
  const settings = {
    ...given(options, ['seed', 'sampling', 'balance', 'maxDraws']),
    ...(options.where && { where: readWhere(options.where, schema) as Where }),
    signal,
    form: 'columns',
  } as const;
  return {
    columns,
    pieceRows: piece(columns, options),
    usualRows: schema.rows,
    async answer({ first, rows }) {
      const number = options.balance === undefined && { firstRow: firstRow + first };
      const made = await model.generate(rows, { ...settings, ...number });
      return columns.map(({ name }) => made[name]!);
    },
  };
}

function ofNumbers(model: VAE, options: Options, { signal }: Context): PieceWork {
  refuse(options, ['where', 'balance', 'maxDraws'], 'a model of rows of numbers');
  const { firstRow = 0 } = options;
  const width = model.features!;
  const columns = numberColumns(width, 'x');
  const settings = { ...given(options, ['seed', 'sampling', 'mean']), signal };
  return {
    columns,
    pieceRows: piece(columns, options),
    answer: async ({ first, rows }) =>
      columnsOf(await model.generate(rows, { ...settings, firstRow: firstRow + first }), width),
  };
}

/** A balance is of one call. */
function piece({ length }: readonly OutputColumn[], { balance }: Options): number {
  return balance === undefined ? Math.max(1000, Math.floor(PIECE_CELLS / length)) : Infinity;
}
