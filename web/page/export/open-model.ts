import { batch, effect, signal } from '@preact/signals';
import { announce } from '../ui/announcement.js';
import { data, leftOut } from '../state/data.js';
import { history, model, running, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { forgetRun } from '../training/run-control.js';
import { modelFile } from './stem.js';

/** The model file whose opening closed the data because they did not fit; else null. */
export const closedFor = signal<string | null>(null);

effect(() => {
  if (data.value) closedFor.value = null;
});

/** Whether the file name is that of a model file. */
export function isModelFile({ name }: File): boolean {
  return name.toLowerCase().endsWith('.vae1');
}

/**
 * Opens a model file and replaces the current model, if there is one. Needs no open data.
 * @throws a sentence for people if the file cannot be opened.
 */
export async function openModel(file: File): Promise<void> {
  if (running.value) throw new Error('A run is in progress. Stop it before you open a model.');
  show(file.name, await studio.export.openModel(file));
  announce(`Opened the model in ${file.name}.`);
}

type Opened = Awaited<ReturnType<typeof studio.export.openModel>>;

function show(name: string, opened: Opened): void {
  batch(() => {
    forgetRun();
    const had = data.value !== null;
    if (!opened.model.data) data.value = null;
    closedFor.value = had && !data.value ? name : null;
    leftOut.value = columnsWithout(opened.model.columns);
    modelFile.value = name;
    history.value = opened.history;
    model.value = opened.model;
    weights.value++;
  });
}

/** Columns of the open data that the model does not use. */
function columnsWithout(known: readonly string[] | null): ReadonlySet<string> {
  const open = data.value;
  if (!known || open?.kind !== 'table') return new Set();
  return new Set(open.columns.map(({ name }) => name).filter((name) => !known.includes(name)));
}
