import { proxy } from 'comlink';
import { batch, computed, signal } from '@preact/signals';
import type {
  DataSummary,
  FilePreview,
  GivenFile,
  Progress,
  ReadingOptions,
  Report,
  SampleName,
} from '../../contract/index.js';
import { count } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { data, leftOut, reading } from '../state/data.js';
import { headerHash, recall, remember } from '../state/remembered-readings.js';
import { curve, history, model, news, running, settings } from '../state/run.js';
import { studio } from '../state/studio.js';
import { isModelFile, openModel } from '../export/open-model.js';

/** Why the last attempt to open data failed. */
export const readingFailure = signal<string | null>(null);
/** Whether the drop zone is shown while data are open. */
export const choosing = signal(false);
/** The reading options that the user chose for the files that were opened last. */
export const chosen = signal<ReadingOptions>({});
/** Whether these are those of an earlier file with the same header. */
export const recalled = signal(false);
/** The beginning of the file that was opened last, if it is delimited text. */
export const preview = signal<FilePreview | null>(null);
/** The name of the `Option` that was changed last, so that the focus can return to it. */
export const lastChanged = signal<string | null>(null);

/** The files that were opened last, whether that failed or not. */
let tried: readonly GivenFile[] = [];
/** The hash of the file's header, if it is delimited text. */
let header: string | null = null;
const readFrom = signal<DataSummary | null>(null);
/** Whether the files that were opened last could not be read. */
const refused = signal(false);
/** The last sample that was opened, with its data. */
const sampleData = signal<{ readonly name: SampleName; readonly summary: DataSummary } | null>(
  null,
);
/** The name of the open sample; null if the open data are none. */
export const openedSample = computed(() => {
  const last = sampleData.value;
  return last !== null && last.summary === data.value ? last.name : null;
});
let cancelled = false;

/** Whether the open data are those of files that can be read again. */
export const canReadAgain = computed(() => data.value !== null && readFrom.value === data.value);
/** Whether the file that was opened last could not be read, but its beginning can be shown. */
export const canMend = computed(() => refused.value && preview.value !== null);

export function openFiles(files: readonly GivenFile[]): Promise<void> {
  const first = files[0]! instanceof File ? files[0] : files[0]!.file;
  lastChanged.value = null;
  if (files.length === 1 && isModelFile(first))
    return read(`Opening ${first.name}`, () => openModel(first));
  const what = `Reading ${files.length === 1 ? first.name : count(files.length, 'file')}`;
  return read(what, async (report) => {
    const found = await studio.data.preview(files, {});
    tried = files;
    readFrom.value = null;
    header = found && headerHash(found.names);
    const before = header === null ? null : recall(header);
    chosen.value = before ?? {};
    recalled.value = before !== null;
    return readTried(report);
  });
}

export function openSample(name: SampleName, title: string): Promise<void> {
  return read(`Reading ${title}`, async (report) => {
    const summary = await studio.data.openSample(name, report);
    tried = [];
    refused.value = false;
    sampleData.value = { name, summary };
    return summary;
  });
}

/**
 * Reads the same files again with one option changed; undefined means as the page finds it.
 * @param control The `Option` that changed it.
 */
export function readAgain(
  change: { readonly [Option in keyof ReadingOptions]: ReadingOptions[Option] | undefined },
  control = Object.keys(change)[0]!,
): Promise<void> {
  const before = chosen.value;
  const mends = canMend.value;
  lastChanged.value = control;
  const next = Object.entries({ ...before, ...change }).filter(([, value]) => value !== undefined);
  return read('Reading again', async (report) => {
    chosen.value = Object.fromEntries(next);
    try {
      const summary = await readTried(report);
      recalled.value = false;
      if (header) remember(header, chosen.value);
      return summary;
    } catch (error) {
      // While a file is mended, it may take several changes.
      if (!mends) await restore(before);
      throw error;
    }
  });
}

/** Forgets what was chosen for files with this header, and reads the file as if it were the first. */
export function forgetChoices(): Promise<void> {
  if (header) remember(header, {});
  lastChanged.value = null;
  return read('Reading again', (report) => {
    chosen.value = {};
    recalled.value = false;
    return readTried(report);
  });
}

export function cancelReading(): void {
  cancelled = true;
  void studio.data.cancel();
}

async function readTried(report: Report<Progress>): Promise<DataSummary> {
  try {
    const summary = await studio.data.open(tried, chosen.value, report);
    refused.value = false;
    return (readFrom.value = summary);
  } catch (error) {
    refused.value = readFrom.value === null;
    throw error;
  } finally {
    await look();
  }
}

async function look(): Promise<void> {
  preview.value = header === null ? null : await studio.data.preview(tried, chosen.value);
}

async function restore(before: ReadingOptions): Promise<void> {
  chosen.value = before;
  await look();
}

async function read(
  what: string,
  answer: (report: Report<Progress>) => Promise<DataSummary | void>,
): Promise<void> {
  if (reading.value) return;
  if (running.value) {
    readingFailure.value = 'A run is in progress. Stop it before you open other data.';
    return;
  }
  cancelled = false;
  readingFailure.value = null;
  const again = canReadAgain.value ? tried : null;
  reading.value = { what, fraction: 0 };
  announce(`${what}.`);
  const report = (progress: Progress) => {
    // A report may still arrive after the reading has ended.
    if (reading.value) reading.value = progress;
  };
  let failure: string | null = null;
  try {
    const summary = await answer(proxy(report));
    if (summary) show(summary, again === tried);
  } catch (error) {
    if (!cancelled) failure = messageOf(error);
    // The alert says why.
    announce(cancelled ? 'Reading was cancelled.' : 'The data could not be read.');
  } finally {
    batch(() => {
      readingFailure.value = failure;
      reading.value = null;
    });
  }
}

/**
 * Shows new data. The model of the previous data is discarded.
 * @param again Whether they are of the same files: then the columns that the user left out stay so.
 */
function show(summary: DataSummary, again: boolean): void {
  const unused = new Set(unusedColumns(summary));
  const before = again && data.value ? new Set(unusedColumns(data.value)) : null;
  if (before)
    for (const name of columnNames(summary)) {
      const changed = leftOut.value.has(name) !== before.has(name);
      if (changed && leftOut.value.has(name)) unused.add(name);
      else if (changed) unused.delete(name);
    }
  batch(() => {
    news.value = model.value = settings.value = null;
    history.value = [];
    curve.value = [];
    leftOut.value = unused;
    data.value = summary;
    choosing.value = false;
  });
  announce(`${summary.name} is open: ${extentOf(summary)}.`);
}

function columnNames(summary: DataSummary): string[] {
  return summary.kind === 'images' ? [] : summary.columns.map(({ name }) => name);
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
