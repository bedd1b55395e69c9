import { signal } from '@preact/signals';
import type { DataSummary, Progress } from '../../studio/contract.js';

/** The data that are open. */
export const data = signal<DataSummary | null>(null);
/** Names of the columns that the model is to do without. */
export const leftOut = signal<ReadonlySet<string>>(new Set());
/** A reading under way. */
export const reading = signal<Progress | null>(null);
