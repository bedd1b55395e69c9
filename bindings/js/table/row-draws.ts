// Draws rows by their numbers. Seed and number determine a row, whatever call makes it, so that calls for
// pieces of a table make the whole.
//
// Where a draw may be refused, row number n is not draw number n. Then rows come in blocks: the rows of a
// block are the first of its draws that are accepted. These are the draws of the block's own numbers, and
// after them redraws, which have a seed of the block's own. A call that begins within a block draws the rows
// before its first one again.
import { below, Purpose } from './draws.js';

/** Rows of a block: few, since a call may have to draw those before its first row again. */
export const BLOCK = 64;

export interface RowDraws {
  /** Number of the first row. */
  readonly first: number;
  readonly rows: number;
  readonly seed: number;
  /** The most rows to draw at once. */
  readonly most: number;
  /** Draws rows of these numbers. */
  draw(seed: number, first: number, rows: number): Promise<readonly Float64Array[]>;
  /**
   * Whether a draw becomes a row.
   * @param draw Its number in its block, from 0.
   * @param isWanted Whether the row is one of the call.
   */
  take(drawn: Float64Array, draw: number, isWanted: boolean): boolean;
}

/** The number itself, or the least one above it that begins a block. */
export function afterBlock(row: number): number {
  return Math.ceil(row / BLOCK) * BLOCK;
}

/** Draws each row once. */
export async function drawEach({ first, rows, seed, most, draw, take }: RowDraws): Promise<void> {
  const end = first + rows;
  for (let row = first; row < end; row += most)
    for (const drawn of await draw(seed, row, Math.min(most, end - row))) take(drawn, 0, true);
}

/** Draws rows until enough are taken. */
export async function drawBlocks(work: RowDraws): Promise<void> {
  const { first, rows, seed, most, draw } = work;
  const end = first + rows;
  if (rows === 0) return;
  // Own draws of several blocks at once.
  const step = Math.max(1, Math.floor(most / BLOCK)) * BLOCK;
  for (let row = Math.floor(first / BLOCK) * BLOCK; row < end; row += step) {
    const count = Math.min(step, afterBlock(end - row));
    const own = await draw(seed, row, count);
    for (let at = 0; at < count; at += BLOCK)
      await fillBlock(work, row + at, own.slice(at, at + BLOCK));
  }
}

async function fillBlock(
  { first, rows, seed, most, draw, take }: RowDraws,
  block: number,
  own: readonly Float64Array[],
): Promise<void> {
  const needed = Math.min(BLOCK, first + rows - block);
  let taken = 0;
  let draws = 0;
  for (let drawn = own; ;) {
    for (const each of drawn) {
      if (take(each, draws++, block + taken >= first)) taken++;
      if (taken === needed) return;
    }
    // As many as the rate so far says. Any number gives the same rows.
    const expected = Math.ceil(((needed - taken) * (draws + 1)) / (taken + 1));
    const redraws = below(2 ** 53, seed, Purpose.redraw, block / BLOCK);
    drawn = await draw(redraws, draws - BLOCK, Math.min(most, expected));
  }
}
