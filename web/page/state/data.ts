import { signal } from '@preact/signals';
import type { DataSummary, Progress } from '../../contract/index.js';

/** The open data. */
export const data = signal<DataSummary | null>(null);
/** Names of the columns left out of the model. */
export const leftOut = signal<ReadonlySet<string>>(new Set());
/** The progress of files being read. */
export const reading = signal<Progress | null>(null);
