// The open table with its gaps filled: the studio holds it, the page its first rows with gaps.
import { effect, signal } from '@preact/signals';
import { proxy } from 'comlink';
import type { FilledRows, FillWanted, Progress } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { discards, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { isCancelled } from './keep-fresh.js';

export interface Filled extends FilledRows {
  readonly wanted: FillWanted;
  /** The draw that is shown, from 0. */
  readonly draw: number;
  /** The version of the weights that filled the gaps. */
  readonly weights: number;
}

export const filled = signal<Filled | null>(null);
/** The progress while gaps are filled; null otherwise. */
export const filling = signal<Progress | null>(null);
export const fillFailure = signal<string | null>(null);

// Another model says something else, also if it takes the place of this one at once.
effect(() => {
  void discards.value;
  filled.value = null;
  fillFailure.value = null;
});

export async function fillGaps(wanted: FillWanted): Promise<void> {
  fillFailure.value = null;
  filling.value = { what: 'Filling the gaps', fraction: 0 };
  announce('Filling the gaps.');
  const of = weights.value;
  const discard = discards.value;
  try {
    const report = (progress: Progress) => {
      if (filling.value) filling.value = progress;
    };
    const rows = await studio.look.fill(wanted, proxy(report));
    if (discards.value !== discard) return;
    filled.value = { ...rows, wanted, draw: 0, weights: of };
    announce(`${count(rows.cells, 'gap')} filled.`);
  } catch (error) {
    if (isCancelled(error)) announce('Filling was cancelled.');
    else if (discards.value === discard) fillFailure.value = messageOf(error);
  } finally {
    filling.value = null;
  }
}

/** @param draw From 0. */
export async function showDraw(draw: number): Promise<void> {
  try {
    const rows = await studio.look.filledRows(draw);
    if (filled.value) filled.value = { ...filled.value, ...rows, draw };
  } catch (error) {
    fillFailure.value = messageOf(error);
  }
}
