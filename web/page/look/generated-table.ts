// The generated table: the studio holds all of it, the page its first rows.
import { effect, signal } from '@preact/signals';
import { proxy } from 'comlink';
import type { TableRows } from '../../contract/index.js';
import { model, weights } from '../state/run.js';
import { studio } from '../state/studio.js';

export interface Wanted {
  readonly count: number;
  readonly seed: number;
}

/** How many rows to generate and with which seed; every tab uses this table. */
export const wanted = signal<Wanted>({ count: 1000, seed: 1 });
/** The first rows of the table; null until one has been generated. */
export const generated = signal<TableRows | null>(null);
export const generating = signal(false);

/** What the table in the studio was generated with. */
let made: (Wanted & { weights: number }) | null = null;
let underWay: Promise<void> = Promise.resolve();

effect(() => {
  if (model.value) return;
  made = null;
  generated.value = null;
});

/** Generates the table again if the weights or the request have changed; one call at a time. */
export function freshTable(): Promise<void> {
  const next = underWay.then(makeIfOld);
  underWay = next.catch(() => {});
  return next;
}

async function makeIfOld(): Promise<void> {
  const now = { ...wanted.value, weights: weights.value };
  const old = made;
  if (old && old.weights === now.weights && old.count === now.count && old.seed === now.seed)
    return;
  generating.value = true;
  try {
    const rows = await studio.look.generate(
      now.count,
      now.seed,
      proxy(() => {}),
    );
    if (!model.value) return;
    made = now;
    generated.value = rows;
  } finally {
    generating.value = false;
  }
}
