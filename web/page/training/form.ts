import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { Settings } from '../../contract/index.js';
import { data, leftOut } from '../state/data.js';
import { model } from '../state/run.js';
import { FieldFaults } from '../ui/field-faults.js';
import { defaultSettings } from './default-settings.js';

/** The form's values, for the current or the next model; null before any data are open. */
export const form = signal<Settings | null>(null);
/** What is wrong with the form. */
export const formFaults = new FieldFaults();
/** Counts up when the form is filled anew, which discards what was typed. */
export const fillings = signal(0);
/** Whether there is a model; a model keeps its settings. */
export const isFixed = computed(() => model.value !== null);

// New data get new defaults.
effect(() => {
  const open = data.value;
  if (!open) return;
  untracked(() =>
    batch(() => {
      form.value = defaultSettings(open, leftOut.value);
      fillings.value++;
    }),
  );
});

// A column that is left out can be neither given nor predicted.
effect(() => {
  const out = leftOut.value;
  const values = form.value;
  if (!values) return;
  const conditions = values.conditions.filter((name) => !out.has(name));
  const target = values.target !== null && out.has(values.target) ? null : values.target;
  if (conditions.length < values.conditions.length || target !== values.target)
    form.value = { ...values, conditions, target };
});

export function change(part: Partial<Settings>): void {
  if (form.value) form.value = { ...form.value, ...part };
}
