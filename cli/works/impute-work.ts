import type { Cell, TableColumns } from 'vae1';
import { given, type Options } from '../arguments/options.js';
import { PIECE_ROWS } from '../input/pieces.js';
import { type AnyModel, tableModel } from '../model/load-model.js';
import { type OutputColumn, outputColumns } from '../../writers/output-column.js';
import type { Context } from '../terminal/context.js';
import type { PieceWork } from './piece.js';
import { rowsOf } from './rows-of.js';

/** Completed rows of a piece, at most. */
const MOST_COMPLETED = 10 * PIECE_ROWS;

/** Each row without its gaps, once or, with draws, several times. @throws a sentence for rows of numbers */
export function imputeWork(trained: AnyModel, options: Options, { signal }: Context): PieceWork {
  const model = tableModel(trained);
  const columns = outputColumns(model.schema!);
  const { draws, firstRow = 0 } = options;
  const own = given(options, ['samples', 'seed']);
  const settings = { ...own, signal, form: 'columns' } as const;
  const cellsOf = (table: TableColumns) => columns.map(({ name }) => table[name]!);
  const rows = rowsOf(trained);
  if (draws === undefined)
    return {
      columns,
      pieceRows: PIECE_ROWS,
      answer: async (piece) =>
        cellsOf(
          await model.impute(rows(piece) as TableColumns, {
            ...settings,
            firstRow: firstRow + piece.first,
          }),
        ),
    };
  return {
    columns: [drawColumn(columns), ...columns],
    pieceRows: Math.max(1, Math.min(PIECE_ROWS, Math.floor(MOST_COMPLETED / draws))),
    async answer(piece) {
      const numbered = { ...settings, draws, firstRow: firstRow + piece.first };
      const tables = await model.impute(rows(piece) as TableColumns, numbered);
      return rowByRow(tables.map(cellsOf));
    },
  };
}

/** The column that numbers the completions of a row. Its name is none of the table's. */
function drawColumn(columns: readonly OutputColumn[]): OutputColumn {
  let name = 'draw';
  while (columns.some((each) => each.name === name)) name += '_';
  return { name, type: 'integer' };
}

/** Completions of a table, by column, as one table: all of the first row, with their numbers, then of the next. */
function rowByRow(tables: readonly (readonly ArrayLike<Cell>[])[]): Cell[][] {
  const rows = tables[0]?.[0]?.length ?? 0;
  const merged = (cell: (draw: number, row: number) => Cell) =>
    Array.from({ length: rows * tables.length }, (_, at) =>
      cell(at % tables.length, Math.floor(at / tables.length)),
    );
  const own = tables[0]?.map((_, column) => merged((draw, row) => tables[draw]![column]![row]));
  return [merged((draw) => draw + 1), ...(own ?? [])];
}
