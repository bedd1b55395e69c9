import { batch, effect, signal, untracked } from '@preact/signals';
import { proxy } from 'comlink';
import type {
  KeptRun,
  ModelSummary,
  Progress,
  RunEnd,
  RunNews,
  Settings,
} from '../../studio/contract.js';
import { count, number } from '../format.js';
import { messageOf } from '../message-of.js';
import { announce } from '../state/announcement.js';
import { data, leftOut } from '../state/data.js';
import { curve, history, model, news, running, settings, weights } from '../state/run.js';
import { studio } from '../studio.js';
import { curveOf, extended } from './curve-points.js';
import { form } from './form.js';

/** Why the last run failed, or could not begin: a sentence. */
export const runFailure = signal<string | null>(null);

/** Whether the run is kept in the browser, as the studio said last. */
export const keeping = signal<Pick<RunNews, 'kept' | 'notKept'>>({ kept: null, notKept: null });

/** Counts up when all that was kept has been removed. */
export const forgotten = signal(0);

/** What is drawn of a model is drawn anew this often at most. */
const MS_BETWEEN_DRAWINGS = 1500;

/** Counts up where the run on the page is another: news of the former one come too late. */
let run = 0;

// Other data end what was made of the former ones.
effect(() => {
  if (data.value) untracked(forgetRun);
});

/** Nothing is shown of the run and its model any more; what is still to come of it comes too late. */
export function forgetRun(): void {
  run++;
  batch(() => {
    news.value = model.value = settings.value = runFailure.value = null;
    history.value = curve.value = [];
    keeping.value = { kept: null, notKept: null };
  });
}

/** Trains a new model, or goes on with the one there is, and resolves when that has ended. */
export async function train(): Promise<void> {
  const wanted = form.value;
  if (!wanted || running.value) return;
  const before = news.value;
  if (!model.value) forgetRun();
  const attempt: Attempt = { run, wanted, isNew: !model.value };
  batch(() => {
    runFailure.value = null;
    news.value = starting(wanted);
    if (curve.value.length === 0) curve.value = curveOf(history.value);
  });
  announce('The training has started.');
  performance.mark('vae1:train');
  try {
    const { watch, ended } = watching(attempt);
    const end = await studio.run.train(wanted, [...leftOut.value], proxy(watch));
    // The last news come by a way of their own, and may be later than the answer.
    await ended;
    performance.mark('vae1:trained');
    if (attempt.run !== run) return;
    show(attempt, end.model);
    announce(endSentence(end));
  } catch (error) {
    if (attempt.run !== run) return;
    runFailure.value = messageOf(error);
    // It was refused before it began.
    if (running.value) news.value = before;
    show(attempt, await studio.run.model());
  }
}

/** A call of train(). */
interface Attempt {
  readonly run: number;
  readonly wanted: Settings;
  /** Whether it makes the model. */
  readonly isNew: boolean;
}

/** News until the first of the studio's. */
function starting({ epochs }: Settings): RunNews {
  return {
    ...{ phase: 'training', epochsDone: history.value.length, epochs, batch: null, batches: null },
    ...{ losses: null, rowsPerSecond: null, secondsLeft: null, curve: [], finished: [] },
    ...{ kept: null, notKept: null },
  };
}

/** `ended`: resolves when the news that the run has ended are here. */
function watching(attempt: Attempt) {
  let begun = false;
  let drawn = performance.now();
  let end = () => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const watch = (latest: RunNews) => {
    if (latest.phase === 'ended') end();
    if (attempt.run !== run) return;
    const { phase } = news.value ?? {};
    batch(() => {
      news.value = latest;
      keeping.value = { kept: latest.kept, notKept: latest.notKept };
      curve.value = extended(curve.value, latest.curve);
      if (latest.finished.length > 0) history.value = [...history.value, ...latest.finished];
    });
    if (latest.phase === 'paused' && phase !== 'paused') announce(pausedSentence(latest));
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

function pausedSentence({ epochsDone, epochs }: RunNews): string {
  return `Paused after epoch ${epochsDone} of ${epochs}.`;
}

/** There is a model to look at. */
async function begin(attempt: Attempt): Promise<void> {
  const made = await studio.run.model();
  if (attempt.run === run && running.value) show(attempt, made);
}

function show({ wanted, isNew }: Attempt, made: ModelSummary | null): void {
  batch(() => {
    // Of a model from a file it is not known what it was made with.
    if (made && (isNew || settings.value)) settings.value = wanted;
    model.value = made;
    weights.value++;
  });
}

function endSentence({ how }: RunEnd): string {
  const loss = history.value.at(-1)?.loss;
  const done = `after ${count(history.value.length, 'epoch')}`;
  const last = loss === undefined ? '' : ` The loss is ${number(loss)}.`;
  return `${how === 'stopped' ? 'Stopped' : 'The training has ended'} ${done}.${last}`;
}

export async function pause(): Promise<void> {
  await studio.run.pause();
}

export async function goOn(): Promise<void> {
  announce('The training goes on.');
  await studio.run.goOn();
}

export async function stop(): Promise<void> {
  await studio.run.stop();
}

export async function startOver(): Promise<void> {
  await studio.run.startOver();
  forgetRun();
  announce('The model is gone, and its settings can be changed.');
}

/** Opens a kept run in place of what is open. */
export async function restore(
  { id, kept }: KeptRun,
  report: (progress: Progress) => void,
): Promise<void> {
  const restored = await studio.run.restore(id, proxy(report));
  // First: whoever watches the data takes what belonged to the former ones away.
  data.value = restored.data;
  batch(() => {
    leftOut.value = new Set(restored.leftOut);
    form.value = restored.settings;
    settings.value = restored.model && restored.settings;
    model.value = restored.model;
    history.value = restored.history;
    curve.value = curveOf(restored.history);
    keeping.value = { kept, notKept: null };
  });
  announce(`The kept run of ${restored.data.name} is open.`);
}

export async function forget(): Promise<void> {
  await studio.run.forget();
  forgotten.value++;
  if (!running.value) keeping.value = { kept: null, notKept: null };
  announce('Forgotten.');
}
