import type { NumericArray } from 'vae1';
import type { NumbersFile, TableFile } from '../../readers/data-file.js';
import { GatheredColumns } from './gathered-columns.js';
import type { Piece } from '../works/piece.js';
import type { OpenData } from './open-data.js';

/** Rows of a piece: enough to keep all threads busy, few enough for any memory and for several workers. */
export const PIECE_ROWS = 16_384;

/** Rows of a table. */
export type TablePiece = Extract<Piece, { kind: 'table' }>;

/** The rows of a table in pieces of the same number of rows, however the file is laid out. */
export async function* tablePieces(
  file: TableFile,
  pace: OpenData['pace'],
  pieceRows: number,
): AsyncGenerator<TablePiece, void> {
  let piece = new GatheredColumns();
  let start = 0;
  const made = (): TablePiece => ({
    ...{ kind: 'table', first: start, rows: piece.rows, table: piece.table() },
  });
  for await (const batch of file.batches(pace)) {
    for (let first = 0; first < batch.rows;) {
      const end = Math.min(batch.rows, first + pieceRows - piece.rows);
      piece.add(batch, first, end);
      first = end;
      if (piece.rows < pieceRows) continue;
      yield made();
      start += piece.rows;
      // A column that these rows lack is a gap in them, wherever the next piece begins.
      piece = new GatheredColumns(piece.names);
    }
  }
  if (piece.rows > 0) yield made();
}

/** The rows of an array in pieces of the same number of rows. */
export async function* numberPieces(
  file: NumbersFile,
  pace: OpenData['pace'],
  pieceRows: number,
): AsyncGenerator<Piece, void> {
  const { features } = file;
  let parts: NumericArray[] = [];
  let [start, rows] = [0, 0];
  const piece = (): Piece => {
    const numbers = { data: joinedNumbers(parts), shape: [rows, features] } as const;
    const made = { kind: 'numbers', first: start, rows, numbers } as const;
    [parts, start, rows] = [[], start + rows, 0];
    return made;
  };
  for await (const { data, shape } of file.batches(pace)) {
    for (let first = 0; first < shape[0];) {
      const count = Math.min(pieceRows - rows, shape[0] - first);
      parts.push(data.subarray(first * features, (first + count) * features));
      rows += count;
      first += count;
      if (rows === pieceRows) yield piece();
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
