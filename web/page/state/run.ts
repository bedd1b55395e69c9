import { computed, signal } from '@preact/signals';
import type {
  CurvePoint,
  EpochFigures,
  ModelSummary,
  RunNews,
  SampleSheet,
  Settings,
} from '../../contract/index.js';

/** The latest news of the current or last run; null before the first one. */
export const news = signal<RunNews | null>(null);
/** The model that can be viewed; null until the first batch. */
export const model = signal<ModelSummary | null>(null);
/** The settings that made the model; null if it came from a file. */
export const settings = signal<Settings | null>(null);
export const history = signal<readonly EpochFigures[]>([]);
export const curve = signal<readonly CurvePoint[]>([]);

/** Sheets of samples of this visit's epochs, oldest first. */
export const sheets = signal<readonly SampleSheet[]>([]);

/** Counts up when the model is discarded, also if another one takes its place at once. */
export const discards = signal(0);

/** Whether a run is in progress, paused or not; another cannot start. */
export const running = computed(() => news.value !== null && news.value.phase !== 'ended');

/**
 * Counts up when the model has changed and views of it are outdated: after epochs and at the end.
 */
export const weights = signal(0);

/** Counts up when generated rows of the model have been compared with the real ones. */
export const measurements = signal(0);
