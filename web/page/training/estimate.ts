// How long the next run would take here, measured in the studio when settings that matter change.
import { computed, effect, signal, untracked } from '@preact/signals';
import type { DataSummary, Settings } from '../../contract/index.js';
import { messageOf } from '../ui/message-of.js';
import { data, leftOut } from '../state/data.js';
import { model, running } from '../state/run.js';
import { studio } from '../state/studio.js';
import { form, formFaults } from './form.js';
import { largerBatch, LONG_SECONDS, proposal } from './proposal.js';
import { workOf } from './work.js';

/** Pause after the last change, so that typing measures once. */
const QUIET_MS = 400;

interface Measured {
  readonly key: string;
  readonly secondsPerBatch: number;
  /** With the larger batch of a long run; null if not measured. */
  readonly withLargerBatch: number | null;
}

const measured = signal<Measured | null>(null);
/** Why a model with these settings cannot be trained here, such as too little memory. */
const refused = signal<{ readonly key: string; readonly why: string } | null>(null);

/** What the next run would be; null if there is a model already, or nothing to train on. */
const planned = computed(() => {
  const settings = form.value;
  const open = data.value;
  if (!settings || !open || model.value || running.value) return null;
  const { batchSize } = workOf(open, settings);
  return { open, settings: { ...settings, batchSize } };
});

const key = computed(() => {
  const plan = planned.value;
  return plan && keyOf(plan.open, plan.settings, leftOut.value);
});

/** Why the next run would fail; null if nothing speaks against it. */
export const refusal = computed(() =>
  refused.value && refused.value.key === key.value ? refused.value.why : null,
);

/** Whether the time is being measured. */
export const isMeasuring = computed(
  () =>
    planned.value !== null &&
    formFaults.first === null &&
    estimate.value === null &&
    refusal.value === null,
);

/** The time that the next run takes, in seconds, and what would shorten it; null if not known yet. */
export const estimate = computed(() => {
  const plan = planned.value;
  const pace = measured.value;
  if (!plan || pace?.key !== key.value) return null;
  const work = workOf(plan.open, plan.settings);
  const seconds = work.epochs * work.batches * pace.secondsPerBatch;
  const shorter =
    seconds > LONG_SECONDS
      ? proposal(plan.open, form.value!, pace.secondsPerBatch, pace.withLargerBatch)
      : null;
  return { ...work, seconds, shorter };
});

/** Equal for settings with which a batch takes as long. */
function keyOf(open: DataSummary, settings: Settings, names: ReadonlySet<string>): string {
  const { latentDim, network, hiddenDims, activation, batchSize, decoder, conditions } = settings;
  const { deterministic, threads } = settings;
  const model = [latentDim, network, hiddenDims, activation, batchSize, decoder, conditions];
  return JSON.stringify([numberOf(open), model, deterministic, threads, [...names].sort()]);
}

/** Data read again have the same name and size, and may have columns of other types. */
const numbers = new WeakMap<DataSummary, number>();
let lastNumber = 0;

function numberOf(open: DataSummary): number {
  const number = numbers.get(open) ?? ++lastNumber;
  numbers.set(open, number);
  return number;
}

let timer: ReturnType<typeof setTimeout> | undefined;

effect(() => {
  const plan = planned.value;
  const now = key.value;
  const names = [...leftOut.value];
  clearTimeout(timer);
  if (!plan || !now || formFaults.first !== null) return;
  const known = untracked(() => measured.value?.key === now || refused.value?.key === now);
  if (!known) timer = setTimeout(() => void measure(now, plan, names), QUIET_MS);
});

interface Plan {
  readonly open: DataSummary;
  readonly settings: Settings;
}

async function measure(of: string, { open, settings }: Plan, names: readonly string[]) {
  const isCurrent = () => key.value === of;
  try {
    const pace = await studio.run.measure(settings, names);
    if (!pace || !isCurrent()) return;
    measured.value = { key: of, ...pace, withLargerBatch: null };
    const work = workOf(open, settings);
    const larger = largerBatch(work);
    if (larger === null || work.epochs * work.batches * pace.secondsPerBatch <= LONG_SECONDS)
      return;
    const wide = await studio.run.measure({ ...settings, batchSize: larger }, names);
    if (wide && isCurrent())
      measured.value = { key: of, ...pace, withLargerBatch: wide.secondsPerBatch };
  } catch (error) {
    // If the larger batch alone fails, there is an estimate without it.
    if (isCurrent() && measured.value?.key !== of)
      refused.value = { key: of, why: messageOf(error) };
  }
}
