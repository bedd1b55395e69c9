import { signal } from '@preact/signals';
import type { Backend } from 'vae1';

/** Whether the page works without a network from here on, and else why not: a sentence. */
export type Offline = { readonly kept: true } | { readonly kept: false; readonly why: string };

export interface Loaded {
  readonly backend: Backend;
  readonly offline: Offline;
  /** Whether the workers have the policy, too: it has to come with their scripts. */
  readonly workersPolicy: boolean;
}

/** What is known when all that the page needs has been fetched; null until then. */
export const loaded = signal<Loaded | null>(null);
/** Why the page as a whole does not work. */
export const pageFailure = signal<string | null>(null);
