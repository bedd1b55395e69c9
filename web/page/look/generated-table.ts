// The generated table: the studio holds all of it, the page its first rows.
import { effect, signal } from '@preact/signals';
import { proxy } from 'comlink';
import type { Progress, RowWishes, TableRows } from '../../contract/index.js';
import { NO_WISHES } from '../../contract/wishes.js';
import { discards, model, weights } from '../state/run.js';
import { studio } from '../state/studio.js';

export interface Wanted {
  readonly count: number;
  readonly seed: number;
  readonly wishes: RowWishes;
}

/** The most rows that can be asked for at once. */
export const MOST_ROWS = 1_000_000;

/** The rows and the seed that are chosen: for the view, once one presses its button, and for files. */
export const chosenRows = signal<Pick<Wanted, 'count' | 'seed'>>({ count: 1000, seed: 1 });

/** How many rows to generate, with which seed, and which rows. */
export const wanted = signal<Wanted>({ ...chosenRows.peek(), wishes: NO_WISHES });
/** The first of the wanted rows; null until they have been generated. */
export const generated = signal<TableRows | null>(null);
/** The progress while rows are generated; null otherwise. */
export const generating = signal<Progress | null>(null);

/** The table in the studio: what it was generated with, and its first rows. */
let made: { readonly of: string; readonly rows: TableRows } | null = null;
let underWay: Promise<void> = Promise.resolve();

effect(() => {
  if (model.value) return;
  made = null;
  generated.value = null;
});
// Wishes name columns of the model.
effect(() => {
  void discards.value;
  wanted.value = { ...wanted.peek(), wishes: NO_WISHES };
});

/**
 * Generates rows to compare with the real ones, as the model draws them, if the weights or the request
 * have changed; one call at a time.
 */
export function freshTable(): Promise<void> {
  return queued(() => table({ ...wanted.value, wishes: NO_WISHES }));
}

/** Likewise generates the wanted rows. */
export function freshRows(): Promise<void> {
  return queued(async () => {
    const rows = await table(wanted.value);
    if (model.value) generated.value = rows;
  });
}

function queued(work: () => Promise<unknown>): Promise<void> {
  const next = underWay.then(async () => void (await work()));
  underWay = next.catch(() => {});
  return next;
}

async function table({ count, seed, wishes }: Wanted): Promise<TableRows> {
  const of = JSON.stringify({ count, seed, wishes, weights: weights.value });
  if (made?.of === of) return made.rows;
  generating.value = { what: 'Generating rows', fraction: 0 };
  try {
    const report = (progress: Progress) => {
      // A report may still arrive after the rows.
      if (generating.value) generating.value = progress;
    };
    const rows = await studio.look.generate(count, seed, proxy(report), wishes);
    if (model.value) made = { of, rows };
    return rows;
  } finally {
    generating.value = null;
  }
}
