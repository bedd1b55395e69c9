import { proxy } from 'comlink';
import { batch, computed, signal } from '@preact/signals';
import type {
  DataSummary,
  Progress,
  ReadingOptions,
  Report,
  SampleName,
} from '../../contract/index.js';
import { count } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { data, leftOut, reading } from '../state/data.js';
import { curve, history, model, news, running, settings } from '../state/run.js';
import { studio } from '../state/studio.js';
import { isModelFile, openModel } from '../export/open-model.js';

/** Why the last attempt to open data failed. */
export const readingFailure = signal<string | null>(null);
/** Whether the drop zone is shown while data are open. */
export const choosing = signal(false);

/** The last sample that was opened, with its data. */
const sampleData = signal<{ readonly name: SampleName; readonly summary: DataSummary } | null>(
  null,
);
/** The name of the open sample; null if the open data are none. */
export const openedSample = computed(() => {
  const last = sampleData.value;
  return last !== null && last.summary === data.value ? last.name : null;
});

/** The reading options that the user chose for the open files. */
let said: ReadingOptions = {};
let cancelled = false;

export function openFiles(files: readonly File[]): Promise<void> {
  const [first] = files;
  if (files.length === 1 && isModelFile(first!))
    return read(`Opening ${first!.name}`, () => openModel(first!));
  said = {};
  return read(`Reading ${files.length === 1 ? files[0]!.name : count(files.length, 'file')}`, (r) =>
    studio.data.open(files, said, r),
  );
}

export function openSample(name: SampleName, title: string): Promise<void> {
  said = {};
  return read(`Reading ${title}`, async (report) => {
    const summary = await studio.data.openSample(name, report);
    sampleData.value = { name, summary };
    return summary;
  });
}

/** Reads the same files again with one option changed. */
export function readAgain(change: ReadingOptions): Promise<void> {
  const before = said;
  said = { ...said, ...change };
  const failed = () => (said = before);
  return read('Reading again', (report) => studio.data.readAgain(said, report), failed);
}

export function cancelReading(): void {
  cancelled = true;
  void studio.data.cancel();
}

async function read(
  what: string,
  answer: (report: Report<Progress>) => Promise<DataSummary | void>,
  failed?: () => void,
): Promise<void> {
  if (reading.value) return;
  if (running.value) {
    readingFailure.value = 'A run is in progress. Stop it before you open other data.';
    return;
  }
  cancelled = false;
  readingFailure.value = null;
  reading.value = { what, fraction: 0 };
  announce(`${what}.`);
  const report = (progress: Progress) => {
    // A report may still arrive after the reading has ended.
    if (reading.value) reading.value = progress;
  };
  try {
    const summary = await answer(proxy(report));
    if (summary) show(summary);
  } catch (error) {
    failed?.();
    if (!cancelled) readingFailure.value = messageOf(error);
  } finally {
    reading.value = null;
  }
}

/** Shows new data. The model of the previous data is discarded. */
function show(summary: DataSummary): void {
  batch(() => {
    news.value = model.value = settings.value = null;
    history.value = [];
    curve.value = [];
    leftOut.value = new Set(unusedColumns(summary));
    data.value = summary;
    choosing.value = false;
  });
  announce(`${summary.name} is open: ${extentOf(summary)}.`);
}

function unusedColumns(summary: DataSummary): string[] {
  if (summary.kind === 'images') return [];
  const unused = summary.columns.filter(({ type, leftOut: why }) => type === null || why);
  return unused.map(({ name }) => name);
}

/** '344 rows, 8 columns', '60,000 images of 28 × 28 pixels, grey' */
export function extentOf(summary: DataSummary): string {
  if (summary.kind === 'table') {
    return `${count(summary.rows, 'row')}, ${count(summary.columns.length, 'column')}`;
  }
  const { width, height, channels } = summary.shape;
  const colour = channels === 3 ? 'in colour' : 'grey';
  return `${count(summary.rows, 'image')} of ${width} × ${height} pixels, ${colour}`;
}
