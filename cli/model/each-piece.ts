import type { Cell, TableColumns } from 'vae1';
import type { NumbersBatch } from '../../readers/data-file.js';
import type { Options } from '../arguments/options.js';
import { asNumbers } from '../input/as-numbers.js';
import { openData } from '../input/open-data.js';
import { numberPieces, tablePieces } from '../input/pieces.js';
import { openDestination } from '../output/destination.js';
import type { OutputColumn } from '../output/output-column.js';
import { outputFormat, tableWriter } from '../output/table-writer.js';
import { Failure } from '../terminal/ends.js';
import type { Context } from '../terminal/context.js';
import { knownCells } from './known-cells.js';
import type { AnyModel } from './load-model.js';
import { namingFiles } from './naming-files.js';

/** What a command makes of each piece of its data. */
export interface PieceWork {
  readonly columns: readonly OutputColumn[];
  /** Rows of a piece of a table. Default: {@link PIECE_ROWS}. */
  readonly pieceRows?: number;
  ofTable(columns: TableColumns): Promise<readonly ArrayLike<Cell>[]>;
  ofNumbers(rows: NumbersBatch): Promise<readonly ArrayLike<Cell>[]>;
}

/** Reads DATA piece by piece, and writes for each row what the model says of it. */
export async function eachPiece(
  trained: AnyModel,
  path: string,
  options: Options,
  context: Context,
  work: PieceWork,
): Promise<void> {
  const format = outputFormat(options);
  const destination = await openDestination(options.output);
  try {
    await using data = await openData(path, options, context);
    const { file, pace } = data;
    const writer = await tableWriter(format, work.columns, destination);
    let first = 0;
    const named = <T>(make: () => Promise<T>) => namingFiles({ data: file.name }, make, first);
    if (trained.kind === 'numbers') {
      for await (const piece of numberPieces(await asNumbers(file, pace), pace)) {
        await writer.write(await named(() => work.ofNumbers(piece)));
        first += piece.shape[0];
      }
    } else {
      if (file.kind !== 'table')
        throw new Failure(`${file.name} holds an array of numbers, but the model is of a table.`);
      const known = knownCells(trained.model.schema!);
      for await (const { table, rows } of tablePieces(file, pace, work.pieceRows)) {
        await writer.write(await named(() => work.ofTable(known(table))));
        first += rows;
      }
    }
    await writer.end();
    await destination.commit();
  } finally {
    await destination.discard();
  }
}
