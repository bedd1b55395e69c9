import { VAE, VAEError, type BatchProgress, type EpochRecord } from 'vae1';
import { drawSheet, PIXELS, SHEET_ROWS } from './digit-sheet.js';
import { loadDigits } from './digits/load-digits.js';
import { element } from './element.js';
import { EpochTable } from './epoch-table.js';
import { LossChart } from './loss-chart.js';
import { LossCurve } from './loss-curve.js';
import { duration, ProgressPanel } from './progress-panel.js';
import { readSettings, type Settings } from './settings.js';
import { Throughput } from './throughput.js';

// The same latents after each epoch, so that one sees the same samples take shape.
const SHEET_SEED = 1;

const form = element('settings', HTMLFormElement);
const modelSettings = element('model-settings', HTMLFieldSetElement);
const runSettings = element('run-settings', HTMLFieldSetElement);
const trainButton = element('train', HTMLButtonElement);
const stopButton = element('stop', HTMLButtonElement);
const startOverButton = element('start-over', HTMLButtonElement);
const generateButton = element('generate', HTMLButtonElement);
const failure = element('failure', HTMLParagraphElement);
const announcement = element('announcement', HTMLParagraphElement);
const trainingSheet = element('training-sheet', HTMLCanvasElement);
const sampleSheet = element('sample-sheet', HTMLCanvasElement);
const sampleCaption = element('sample-caption', HTMLElement);
const trainingCard = element('training', HTMLElement);
const panel = new ProgressPanel();
const chart = new LossChart(element('chart', HTMLDivElement));
const table = new EpochTable(element('epoch-rows', HTMLTableSectionElement));
const emptyCaption = sampleCaption.textContent!;

let digits: Uint8Array<ArrayBuffer>;
let model: VAE | null = null;
let curve = new LossCurve();
let running: AbortController | null = null;

async function start(): Promise<void> {
  drawSheet(trainingSheet, [], 1);
  drawSheet(sampleSheet, [], 1);
  const images = await loadDigits((fraction) =>
    panel.say(`Loading the digits: ${Math.floor(100 * fraction)} %`, fraction),
  );
  digits = images.data;
  drawSheet(trainingSheet, digits.subarray(0, SHEET_ROWS * PIXELS), 255);
  panel.say('Ready to train.', 0);
  announcement.textContent = 'The digits are loaded. Ready to train.';
  trainButton.disabled = false;
}

async function train(settings: Settings): Promise<void> {
  performance.mark('vae1:train');
  running = new AbortController();
  showControls();
  bringIntoView(trainingCard);
  const throughput = new Throughput();
  const began = seconds();
  const before = model?.history.length ?? 0;
  let batchesDone = 0;

  const onBatch = (record: BatchProgress) => {
    // Stop was pressed: what still comes in must not overwrite the sentence that says so.
    if (running?.signal.aborted) return;
    if (batchesDone === 0) performance.mark('vae1:first-batch');
    ++batchesDone;
    const rowsDone = (batchesDone * settings.images) / record.batches;
    throughput.add(rowsDone, seconds());
    const { rowsPerSecond } = throughput;
    panel.show({
      ...record,
      epoch: record.epoch - before,
      epochs: settings.epochs,
      rowsPerSecond,
      secondsLeft: rowsPerSecond && (settings.epochs * settings.images - rowsDone) / rowsPerSecond,
    });
    curve.add(record);
    chart.show(curve.points);
  };

  const onEpoch = async (record: EpochRecord) => {
    table.add(record);
    announcement.textContent =
      `Epoch ${record.epoch - before} of ${settings.epochs} done: ` +
      `loss ${record.loss.toFixed(1)} nats per image.`;
    await showSamples(`after epoch ${record.epoch}`, SHEET_SEED);
  };

  try {
    model ??= new VAE(settings.model);
    panel.say('Handing the images to the model …', 0);
    await model.train(digits.subarray(0, settings.images * PIXELS), {
      features: PIXELS,
      epochs: settings.epochs,
      signal: running.signal,
      onBatch,
      onEpoch,
    });
    finish(`Trained ${count(settings.epochs, 'epoch')} in ${duration(seconds() - began)}.`, 1);
  } catch (error) {
    if (running.signal.aborted && error === running.signal.reason) {
      finish('Stopped. The batches done are kept: generate from them, or go on.');
    } else {
      panel.say('The training failed.');
      showFailure(error);
    }
  } finally {
    performance.mark('vae1:trained');
    running = null;
    if (!model?.features) forgetModel();
    showControls();
  }
}

function bringIntoView(card: HTMLElement): void {
  const { top, bottom } = card.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) card.scrollIntoView();
}

function finish(sentence: string, fraction?: number): void {
  panel.say(sentence, fraction);
  announcement.textContent = sentence;
}

async function showSamples(when: string, seed?: number): Promise<void> {
  if (!model) return;
  const samples = await model.generate(SHEET_ROWS, seed === undefined ? {} : { seed });
  drawSheet(sampleSheet, samples, 1);
  sampleSheet.setAttribute('aria-label', `64 generated digits, ${when}`);
  sampleCaption.textContent = `Painted by the model: 64 samples, ${when}`;
  showControls();
}

function forgetModel(): void {
  model?.dispose();
  model = null;
}

function startOver(): void {
  forgetModel();
  curve = new LossCurve();
  chart.show(curve.points);
  table.clear();
  panel.clear();
  panel.say('Ready to train.', 0);
  drawSheet(sampleSheet, [], 1);
  sampleSheet.setAttribute('aria-label', 'No generated digits yet');
  sampleCaption.textContent = emptyCaption;
  hideFailure();
  showControls();
  trainButton.focus();
}

/** What can be done now: a model's settings are its own for as long as it lives. */
function showControls(): void {
  const focused = document.activeElement;
  modelSettings.disabled = model !== null || running !== null;
  runSettings.disabled = running !== null;
  trainButton.hidden = running !== null;
  trainButton.textContent = model ? 'Go on' : 'Train';
  stopButton.hidden = running === null;
  stopButton.disabled = running?.signal.aborted ?? false;
  generateButton.disabled = !model?.features;
  startOverButton.disabled = model === null || running !== null;
  if (model) panel.showBackend(describeBackend(model));
  // The button that was pressed is gone: its successor takes the focus.
  if (focused === trainButton) stopButton.focus();
  if (focused === stopButton) trainButton.focus();
}

function describeBackend({ backend }: VAE): string {
  return `${backend.build}, ${count(backend.threads, 'thread')}`;
}

function showFailure(error: unknown): void {
  if (!(error instanceof VAEError)) console.error(error);
  failure.textContent = error instanceof Error ? error.message : String(error);
  failure.hidden = false;
}

function hideFailure(): void {
  failure.hidden = true;
}

function seconds(): number {
  return performance.now() / 1000;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  hideFailure();
  void train(readSettings(form));
});

stopButton.addEventListener('click', () => {
  stopButton.disabled = true;
  panel.say('Stopping …');
  running?.abort();
});

startOverButton.addEventListener('click', startOver);

generateButton.addEventListener('click', () => {
  hideFailure();
  showSamples('drawn just now').catch(showFailure);
});

start().catch((error: unknown) => {
  panel.say('The digits could not be loaded.');
  showFailure(error);
});
