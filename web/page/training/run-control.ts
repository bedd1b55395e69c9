import { batch, effect, signal, untracked } from '@preact/signals';
import { proxy } from 'comlink';
import type {
  KeptRun,
  ModelSummary,
  Progress,
  RunEnd,
  RunNews,
  Settings,
  Step,
} from '../../contract/index.js';
import { count, integer, number } from '../ui/format.js';
import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { data, leftOut } from '../state/data.js';
import {
  curve,
  discards,
  history,
  model,
  news,
  running,
  settings,
  sheets,
  weights,
} from '../state/run.js';
import { forgetReadings } from '../state/remembered-readings.js';
import { studio } from '../state/studio.js';
import { curveOf, extended } from './curve-points.js';
import { form, formFaults } from './form.js';
import { withSheet } from './kept-sheets.js';

/** A sentence that says why the last run failed or could not start. */
export const runFailure = signal<string | null>(null);

/** Whether the run is kept in the browser, by the studio's last report. */
export const keeping = signal<Pick<RunNews, 'kept' | 'notKept'>>({ kept: null, notKept: null });

/** Whether new runs are kept; those of a lesson are not. */
export const keepsRuns = signal(true);

/** Counts up when everything kept has been removed. */
export const forgotten = signal(0);

/** The shortest time between two redraws of the model's views. */
const MS_BETWEEN_DRAWINGS = 1500;

/** Counts up with each new run, so that late news of an earlier run can be ignored. */
let run = 0;

// New data discard the run made from the previous ones.
effect(() => {
  if (data.value) untracked(forgetRun);
});

/** Clears the run and its model from the page. Later news of this run is ignored. */
export function forgetRun(): void {
  run++;
  batch(() => {
    discards.value++;
    news.value = model.value = settings.value = runFailure.value = null;
    history.value = curve.value = sheets.value = [];
    keeping.value = { kept: null, notKept: null };
  });
}

/**
 * Trains a new model, or continues the current one. Resolves when training has ended.
 * @param until After which the run pauses by itself.
 */
export async function train(until?: Step): Promise<void> {
  const wanted = form.value;
  if (!wanted || running.value || formFaults.first !== null) return;
  const before = news.value;
  if (!model.value) forgetRun();
  const attempt: Attempt = { run, wanted, isNew: !model.value };
  batch(() => {
    runFailure.value = null;
    news.value = starting(wanted);
    if (curve.value.length === 0) curve.value = curveOf(history.value);
  });
  announce('Training started.');
  performance.mark('vae1:train');
  try {
    const { watch, ended } = watching(attempt);
    const end = await studio.run.train(wanted, [...leftOut.value], proxy(watch), {
      step: until,
      keep: keepsRuns.value,
    });
    // News arrives on its own channel, so the last one may come after the answer.
    await ended;
    performance.mark('vae1:trained');
    if (attempt.run !== run) return;
    show(attempt, end.model);
    announce(endSentence(end));
  } catch (error) {
    if (attempt.run !== run) return;
    runFailure.value = messageOf(error);
    // The run was refused before it started.
    if (running.value) news.value = before;
    show(attempt, await studio.run.model());
  }
}

/** One call of train(). */
interface Attempt {
  readonly run: number;
  readonly wanted: Settings;
  /** Whether it creates the model. */
  readonly isNew: boolean;
}

/** A placeholder until the studio's first news. */
function starting({ epochs }: Settings): RunNews {
  return {
    ...{ phase: 'training', epochsDone: history.value.length, epochs, batch: null, batches: null },
    ...{ losses: null, batchLoss: null, rowsPerSecond: null, secondsLeft: null },
    ...{ curve: [], finished: [], sheet: null },
    ...{ kept: null, notKept: null },
  };
}

/** `ended` resolves when the news that the run has ended arrives. */
function watching(attempt: Attempt) {
  let begun = false;
  let drawn = performance.now();
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const watch = (latest: RunNews) => {
    if (latest.phase === 'ended') end();
    if (attempt.run !== run) return;
    const { phase, batch: batchBefore, epochsDone } = news.value ?? {};
    batch(() => {
      news.value = latest;
      keeping.value = { kept: latest.kept, notKept: latest.notKept };
      curve.value = extended(curve.value, latest.curve);
      if (latest.finished.length > 0) history.value = [...history.value, ...latest.finished];
      if (latest.sheet) sheets.value = withSheet(sheets.value, latest.sheet);
    });
    const isStep = latest.batch !== batchBefore || latest.epochsDone !== epochsDone;
    if (latest.phase === 'paused' && (phase !== 'paused' || isStep)) {
      announce(`${pausedSentence(latest)}.`);
      weights.value++;
    }
    if (latest.losses && !begun) {
      begun = true;
      performance.mark('vae1:first-batch');
      void begin(attempt);
    } else if (latest.finished.length > 0 && performance.now() > drawn + MS_BETWEEN_DRAWINGS) {
      drawn = performance.now();
      weights.value++;
    }
  };
  return { watch, ended };
}

/** Where a paused run rests, without the full stop. */
export function pausedSentence({
  epochsDone,
  epochs,
  batch,
  batches,
}: Pick<RunNews, 'epochsDone' | 'epochs' | 'batch' | 'batches'>): string {
  const [done, all] = [integer(epochsDone), integer(epochs)];
  if (batch === null) return `Paused after epoch ${done} of ${all}`;
  const epoch = `epoch ${integer(epochsDone + 1)} of ${all}`;
  return `Paused after batch ${integer(batch)} of ${integer(batches!)} in ${epoch}`;
}

/** The model can now be viewed. */
async function begin(attempt: Attempt): Promise<void> {
  const made = await studio.run.model();
  if (attempt.run === run && running.value) show(attempt, made);
}

function show({ wanted, isNew }: Attempt, made: ModelSummary | null): void {
  batch(() => {
    // A model file does not say which settings made the model.
    if (made && (isNew || settings.value)) settings.value = wanted;
    model.value = made;
    weights.value++;
  });
}

function endSentence({ how }: RunEnd): string {
  const loss = history.value.at(-1)?.loss;
  const done = `after ${count(history.value.length, 'epoch')}`;
  const last = loss === undefined ? '' : ` The loss is ${number(loss)}.`;
  return `${ENDED[how]} ${done}.${last}`;
}

const ENDED = {
  finished: 'Training finished',
  early: 'Training stopped early',
  stopped: 'Stopped',
} as const;

export async function pause(): Promise<void> {
  await studio.run.pause();
}

export async function resume(): Promise<void> {
  announce('Training continues.');
  await studio.run.resume();
}

/** Trains one batch, or up to the end of the epoch, and pauses. Starts a run if there is none. */
export async function step(until: Step): Promise<void> {
  if (running.value) await studio.run.step(until);
  else await train(until);
}

export async function stop(): Promise<void> {
  await studio.run.stop();
}

export async function startOver(): Promise<void> {
  await studio.run.startOver();
  const isKept = keeping.value.kept !== null;
  forgetRun();
  announce(
    isKept
      ? 'The model is closed. It stays among the kept runs. You can change the settings now.'
      : 'The model is discarded. You can change the settings now.',
  );
}

/** Opens a kept run and replaces what is open. */
export async function restore(
  { id, kept }: KeptRun,
  report: (progress: Progress) => void,
): Promise<void> {
  const restored = await studio.run.restore(id, proxy(report));
  // Set the data first: effects on it clear what belonged to the previous data.
  data.value = restored.data;
  batch(() => {
    leftOut.value = new Set(restored.leftOut);
    form.value = restored.settings;
    settings.value = restored.model && !restored.fromFile ? restored.settings : null;
    model.value = restored.model;
    history.value = restored.history;
    curve.value = curveOf(restored.history);
    keeping.value = { kept, notKept: null };
  });
  announce(`Opened the kept run of ${restored.data.name}.`);
}

export async function forget(): Promise<void> {
  forgetReadings();
  await studio.run.forget();
  forgotten.value++;
  if (!running.value) keeping.value = { kept: null, notKept: null };
  announce('Forgotten.');
}
