import { batch, effect, signal } from '@preact/signals';
import { announce } from '../state/announcement.js';
import { data, leftOut } from '../state/data.js';
import { history, model, running, weights } from '../state/run.js';
import { studio } from '../studio.js';
import { forgetRun } from '../training/run-control.js';
import { modelFile } from './stem.js';

/** The file of a model that the data that were open are not of the kind of; null: they are. */
export const closedFor = signal<string | null>(null);

effect(() => {
  if (data.value) closedFor.value = null;
});

/** Whether it is named as the files of models are. */
export function isModelFile({ name }: File): boolean {
  return name.toLowerCase().endsWith('.vae1');
}

/**
 * Opens a model file in place of the model. Needs neither data nor a model to be there.
 * @throws a sentence where it cannot be opened.
 */
export async function openModel(file: File): Promise<void> {
  if (running.value) throw new Error('A run is under way. Stop it before you open a model.');
  show(file.name, await studio.takeAway.openModel(file));
  announce(`The model of ${file.name} is open.`);
}

type Opened = Awaited<ReturnType<typeof studio.takeAway.openModel>>;

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

/** Columns of the open data that the model does not have. */
function columnsWithout(known: readonly string[] | null): ReadonlySet<string> {
  const open = data.value;
  if (!known || open?.kind !== 'table') return new Set();
  return new Set(open.columns.map(({ name }) => name).filter((name) => !known.includes(name)));
}
