// What the buttons of lessons do. They use the page as a person does.
import { batch, effect } from '@preact/signals';
import type { Step } from '../../contract/index.js';
import { data, leftOut } from '../state/data.js';
import { history, model, news, running } from '../state/run.js';
import { openedSample, openSample } from '../data/open-data.js';
import { SAMPLE_TITLES } from '../data/sample-titles.js';
import { defaultSettings } from '../training/default-settings.js';
import { fillings, form } from '../training/form.js';
import { runFailure, startOver, step, stop, train } from '../training/run-control.js';
import type { Place } from './lesson.js';
import type { LessonRun } from './lesson-runs.js';

/** How long a part of the page may take to appear, in ms. */
const PATIENCE_MS = 10_000;

/** Ends the lesson’s run, and opens the sample unless it is open. */
export async function open({ sample }: LessonRun): Promise<void> {
  if (running.value) {
    await stop();
    await until(() => !running.value);
  }
  if (openedSample.value !== sample) await openSample(sample, SAMPLE_TITLES[sample]);
  if (openedSample.value !== sample) throw new Error('The sample could not be opened.');
}

/** Opens the sample without a model, and fills the form. */
export async function prepare(run: LessonRun): Promise<void> {
  await open(run);
  if (model.value) await startOver();
  batch(() => {
    form.value = { ...defaultSettings(data.value!, leftOut.value), ...run.settings };
    fillings.value++;
  });
}

/** Trains a new model to its end. @param at Shown as soon as there is a model. */
export async function trainNew(run: LessonRun, at?: Place): Promise<void> {
  await prepare(run);
  await whileShowing(train(), at);
}

/** Trains a new model for its first batch or epoch. */
export async function trainFirst(run: LessonRun, until: Step, at?: Place): Promise<void> {
  await prepare(run);
  // This promise resolves when the whole run has ended.
  void train(until);
  await untilModel();
  if (at) await showPlace(at);
}

/** Trains the paused run further. @param epochs How many epochs. */
export async function trainOn(epochs: number): Promise<void> {
  if (!model.value) throw new Error('There is no model yet. Go back and take the step before.');
  for (let done = 0; done < epochs && running.value; done++) {
    const before = history.value.length;
    await step('epoch');
    await until(
      () => !running.value || (news.value!.phase === 'paused' && history.value.length > before),
    );
  }
}

async function whileShowing(training: Promise<void>, at?: Place): Promise<void> {
  await Promise.race([untilModel(), training]);
  if (at && model.value) await showPlace(at);
  await training;
  if (runFailure.value !== null) throw new Error(runFailure.value);
}

function untilModel(): Promise<void> {
  return until(() => model.value !== null);
}

function until(isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let end: (() => void) | null = null;
    let done = false;
    end = effect(() => {
      if (!isTrue()) return;
      done = true;
      end?.();
      resolve();
    });
    if (done) end();
  });
}

/** Scrolls to a card of the page, and opens a tab in it. */
export async function showPlace({ card, tab }: Place): Promise<void> {
  const element = await found(() => cardOf(card));
  if (tab !== undefined) (await found(() => textOf(element, '[role=tab]', tab))).click();
  const smooth = matchMedia('(prefers-reduced-motion: no-preference)').matches;
  element.scrollIntoView({ block: 'start', behavior: smooth ? 'smooth' : 'auto' });
}

/** Draws the map anew whenever a training in steps pauses. */
export async function followMap(): Promise<void> {
  const label = await found(() => textOf(document.body, 'label', 'Draw after each epoch'));
  const box = label.querySelector('input');
  if (box && !box.checked) box.click();
}

function cardOf(title: string): HTMLElement | null {
  return textOf(document.body, 'main h2', title)?.closest<HTMLElement>('.card') ?? null;
}

function textOf(within: HTMLElement, selector: string, text: string): HTMLElement | null {
  const all = [...within.querySelectorAll<HTMLElement>(selector)];
  return all.find(({ textContent }) => textContent.trim() === text) ?? null;
}

/** The element once it is there; parts of the page load when they are first shown. */
async function found(find: () => HTMLElement | null): Promise<HTMLElement> {
  for (const end = performance.now() + PATIENCE_MS; performance.now() < end;) {
    const element = find();
    if (element) return element;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('This part of the page is not there yet. Take the step before first.');
}
