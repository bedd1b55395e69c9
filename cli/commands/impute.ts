import type { Cell, TableColumns } from 'vae1';
import type { Command } from '../arguments/command.js';
import { GENERAL, given, READING, WRITING } from '../arguments/options.js';
import { PIECE_ROWS } from '../input/pieces.js';
import { eachPiece } from '../model/each-piece.js';
import { loadTableModel } from '../model/load-model.js';
import { type OutputColumn, outputColumns } from '../output/output-column.js';

/** Completed rows of a piece, at most. */
const MOST_COMPLETED = 10 * PIECE_ROWS;

export const impute: Command = {
  name: 'impute',
  summary: 'Fills the gaps of a table, and keeps all other cells.',
  positionals: ['MODEL', 'DATA'],
  options: [...WRITING, ...(['draws', 'samples', 'seed'] as const), ...READING, ...GENERAL],
  help: { seed: 'draws others than those of the model’s own seed' },
  about: [
    'A gap becomes the mean of draws given the other cells of its row, or the most frequent of them for ' +
      'categories. Gaps of identifiers and of conditions stay. Columns that the model does not know are left ' +
      'out. DATA is read in pieces of 65,536 rows, so that it may be larger than memory. Draws are those of a ' +
      'row’s place in its piece.',
    'With --draws N, each row is written N times, one after another, and each of them has other values drawn ' +
      'for its gaps; their differences show how uncertain a value is. A first column, draw, counts them from 1 ' +
      'to N: the rows of one number are a complete table.',
  ],
  examples: [
    ['vae1 train people.csv -o people.vae1', 'gaps are no hindrance to training'],
    ['vae1 impute people.vae1 people.csv -o full.csv', 'the same table without gaps'],
    ['vae1 impute people.vae1 people.csv --draws 5 -o five.csv', 'five such tables in one'],
  ],
  async run([modelPath, path], options, context) {
    const model = await loadTableModel(modelPath!, options, context);
    try {
      const columns = outputColumns(model.schema!);
      const { draws } = options;
      const settings = {
        ...given(options, ['samples', 'seed']),
        signal: context.signal,
        form: 'columns',
      } as const;
      const cellsOf = (table: TableColumns) => columns.map(({ name }) => table[name]!);
      const work =
        draws === undefined
          ? {
              columns,
              ofTable: async (table: TableColumns) => cellsOf(await model.impute(table, settings)),
            }
          : {
              columns: [drawColumn(columns), ...columns],
              pieceRows: Math.max(1, Math.min(PIECE_ROWS, Math.floor(MOST_COMPLETED / draws))),
              ofTable: async (table: TableColumns) =>
                rowByRow((await model.impute(table, { ...settings, draws })).map(cellsOf)),
            };
      await eachPiece({ kind: 'table', model }, path!, options, context, {
        ...work,
        ofNumbers: async () => [],
      });
    } finally {
      model.dispose();
    }
  },
};

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
