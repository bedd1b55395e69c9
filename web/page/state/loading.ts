import { signal } from '@preact/signals';

/** Whether the page works offline from now on; if not, a sentence that says why. */
export type Offline = { readonly kept: true } | { readonly kept: false; readonly why: string };

export interface Loaded {
  readonly offline: Offline;
  /** Whether the workers have the policy too; it has to come with their scripts. */
  readonly workersPolicy: boolean;
}

/** Set when the page has fetched everything it needs; null until then. */
export const loaded = signal<Loaded | null>(null);
/** Why the page does not work at all. */
export const pageFailure = signal<string | null>(null);
