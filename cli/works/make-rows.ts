import type { Options } from '../arguments/options.js';
import type { Destination } from '../output/destination.js';
import { outputFormat, tableWriter } from '../output/table-writer.js';
import type { Context } from '../terminal/context.js';
import { UsageError } from '../terminal/ends.js';
import { inOrder } from './in-order.js';
import type { Piece, PieceWork } from './piece.js';

/**
 * Makes rows by their numbers and writes them, in order.
 * @param most Pieces at most at the same time.
 */
export async function makeRows(
  { columns, pieceRows, usualRows, answer }: PieceWork,
  options: Options,
  destination: Destination,
  { progress }: Context,
  most = 1,
): Promise<void> {
  const count = options.count ?? usualRows;
  if (count !== undefined && !(Number.isInteger(count) && count >= 0))
    throw new UsageError(`--count takes a whole number of rows, not ${count}.`);
  const writer = await tableWriter(outputFormat(options), columns, destination);
  progress.report('Generating', count === undefined ? null : 0);
  for await (const { piece, answer: cells } of inOrder(pieces(count, pieceRows), answer, most)) {
    await writer.write(cells);
    if (count) progress.report('Generating', (piece.first + piece.rows!) / count);
  }
  await writer.end();
}

async function* pieces(count: number | undefined, most: number): AsyncGenerator<Piece, void> {
  if (count === undefined) yield { kind: 'made', first: 0, rows: undefined };
  else
    for (let first = 0; first < count; first += most)
      yield { kind: 'made', first, rows: Math.min(most, count - first) };
}
