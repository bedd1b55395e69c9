import type { NumericArray, TableColumns } from 'vae1';
import type { NumbersBatch, NumbersFile, TableFile } from '../../readers/data-file.js';
import { GatheredColumns } from './gathered-columns.js';
import type { OpenData } from './open-data.js';

/** Rows of a piece: enough to keep all threads busy, few enough for any memory. */
export const PIECE_ROWS = 65_536;

/** Rows of a table. */
export interface TablePiece {
  readonly table: TableColumns;
  readonly rows: number;
}

/** The rows of a table in pieces of the same number of rows, however the file is laid out. */
export async function* tablePieces(
  file: TableFile,
  pace: OpenData['pace'],
  pieceRows = PIECE_ROWS,
): AsyncGenerator<TablePiece, void> {
  let piece = new GatheredColumns();
  for await (const batch of file.batches(pace)) {
    for (let first = 0; first < batch.rows;) {
      const end = Math.min(batch.rows, first + pieceRows - piece.rows);
      piece.add(batch, first, end);
      first = end;
      if (piece.rows < pieceRows) continue;
      yield { table: piece.table(), rows: piece.rows };
      // A column that these rows lack is a gap in them, wherever the next piece begins.
      piece = new GatheredColumns(piece.names);
    }
  }
  if (piece.rows > 0) yield { table: piece.table(), rows: piece.rows };
}

/** The rows of an array in pieces of the same number of rows. */
export async function* numberPieces(
  file: NumbersFile,
  pace: OpenData['pace'],
): AsyncGenerator<NumbersBatch, void> {
  const { features } = file;
  let parts: NumericArray[] = [];
  let rows = 0;
  const piece = (): NumbersBatch => {
    const made = { data: joinedNumbers(parts), shape: [rows, features] as const };
    [parts, rows] = [[], 0];
    return made;
  };
  for await (const { data, shape } of file.batches(pace)) {
    for (let first = 0; first < shape[0];) {
      const count = Math.min(PIECE_ROWS - rows, shape[0] - first);
      parts.push(data.subarray(first * features, (first + count) * features));
      rows += count;
      first += count;
      if (rows === PIECE_ROWS) yield piece();
    }
  }
  if (rows > 0) yield piece();
}

/** Arrays of one kind, one after another. */
export function joinedNumbers(parts: readonly NumericArray[]): NumericArray {
  const [first] = parts;
  if (!first || parts.length === 1) return first ?? new Float64Array(0);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new (first.constructor as new (length: number) => Float64Array)(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part as Float64Array, at);
    at += part.length;
  }
  return whole;
}
