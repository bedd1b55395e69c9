import type { Cell, TableColumns, TableVAE, VAE, Where } from 'vae1';
import { given, type Options } from '../arguments/options.js';
import { refuse } from '../arguments/refuse.js';
import type { Destination } from '../output/destination.js';
import { type OutputColumn, outputColumns } from '../output/output-column.js';
import { outputFormat, tableWriter } from '../output/table-writer.js';
import type { Context } from '../terminal/context.js';
import { UsageError } from '../terminal/ends.js';
import type { AnyModel } from './load-model.js';
import { columnsOf, numberColumns } from './number-columns.js';
import { readWhere } from './read-where.js';

/** Cells of a piece. */
const PIECE_CELLS = 500_000;

/** What makes rows, some at a time. */
interface Maker {
  readonly columns: readonly OutputColumn[];
  /** How many rows are made if no one says; undefined if the API alone knows. */
  readonly usual: number | undefined;
  make(count: number | undefined): Promise<readonly ArrayLike<Cell>[]>;
}

/**
 * Makes rows and writes them piece by piece, as one call of generate() would make them. With a seed or
 * a balance, which are of one call, it makes them at once.
 */
export async function generateRows(
  trained: AnyModel,
  options: Options,
  destination: Destination,
  context: Context,
): Promise<void> {
  const { columns, usual, make } =
    trained.kind === 'table'
      ? tableMaker(trained.model, options, context)
      : numbersMaker(trained.model, options, context);
  const count = options.count ?? usual;
  if (count !== undefined && !(Number.isInteger(count) && count >= 0))
    throw new UsageError(`--count takes a whole number of rows, not ${count}.`);
  const writer = await tableWriter(outputFormat(options), columns, destination);
  if (count === undefined || options.seed !== undefined || options.balance !== undefined) {
    context.progress.report('Generating', null);
    await writer.write(await make(count));
  } else {
    const step = Math.max(1000, Math.floor(PIECE_CELLS / columns.length));
    for (let first = 0; first < count; first += step) {
      context.progress.report('Generating', first / count);
      await writer.write(await make(Math.min(step, count - first)));
    }
  }
  await writer.end();
}

function tableMaker(model: TableVAE<TableColumns>, options: Options, { signal }: Context): Maker {
  refuse(options, ['mean'], 'a model of a table');
  const schema = model.schema!;
  const columns = outputColumns(schema);
  const settings = {
    ...given(options, ['seed', 'sampling', 'balance', 'maxDraws']),
    ...(options.where && { where: readWhere(options.where, schema) as Where }),
    signal,
  };
  return {
    columns,
    usual: schema.rows,
    async make(count) {
      const made = await model.generate(count, { ...settings, form: 'columns' });
      return columns.map(({ name }) => made[name]!);
    },
  };
}

function numbersMaker(model: VAE, options: Options, { signal }: Context): Maker {
  refuse(options, ['where', 'balance', 'maxDraws'], 'a model of rows of numbers');
  const width = model.features!;
  const settings = { ...given(options, ['seed', 'sampling', 'mean']), signal };
  return {
    columns: numberColumns(width, 'x'),
    usual: undefined,
    make: async (count) => columnsOf(await model.generate(count, settings), width),
  };
}
