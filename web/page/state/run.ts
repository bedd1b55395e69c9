import { computed, signal } from '@preact/signals';
import type {
  CurvePoint,
  EpochFigures,
  ModelSummary,
  RunNews,
  Settings,
} from '../../studio/contract.js';

/** The latest news of the run under way, or of the one that ended; null before the first. */
export const news = signal<RunNews | null>(null);
/** What can be looked at; null until the first batch. */
export const model = signal<ModelSummary | null>(null);
/** What the model is made with; null where it came from a file. */
export const settings = signal<Settings | null>(null);
export const history = signal<readonly EpochFigures[]>([]);
export const curve = signal<readonly CurvePoint[]>([]);

/** Whether a run is under way, paused or not: another cannot begin. */
export const running = computed(() => news.value !== null && news.value.phase !== 'ended');

/** Counts up when the model has changed and what is drawn of it is old: after epochs, at the end. */
export const weights = signal(0);
