// The ranking of rows by score, kept while other tabs are open.
import { effect, signal } from '@preact/signals';
import { proxy } from 'comlink';
import type { Decoded, OddRows, Progress } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { discards, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { isCancelled } from './keep-fresh.js';

export interface Ranking extends OddRows {
  /** The content of the rows, in the same order. */
  readonly content: Decoded;
  /** The version of the weights that scored the rows. */
  readonly weights: number;
}

export const ranking = signal<Ranking | null>(null);
/** The progress of a running ranking. */
export const rankingProgress = signal<Progress | null>(null);
export const rankingFailure = signal<string | null>(null);

// Another model says something else, also if it takes the place of this one at once.
effect(() => {
  void discards.value;
  ranking.value = null;
  rankingFailure.value = null;
});

export async function rankRows(): Promise<void> {
  rankingFailure.value = null;
  rankingProgress.value = { what: 'Scoring rows', fraction: 0 };
  announce('Scoring rows.');
  const of = weights.value;
  const discard = discards.value;
  try {
    const found = await studio.look.rankOdd(
      proxy((progress: Progress) => {
        if (rankingProgress.value) rankingProgress.value = progress;
      }),
    );
    const content = await studio.look.rows(found.rows.map(({ row }) => row));
    if (discards.value !== discard) return;
    ranking.value = { ...found, content, weights: of };
    announce(`${count(found.scored, 'row')} ranked.`);
  } catch (error) {
    if (isCancelled(error)) announce('The ranking was cancelled.');
    else if (discards.value === discard) rankingFailure.value = messageOf(error);
  } finally {
    rankingProgress.value = null;
  }
}
