import { computed, effect, signal, untracked } from '@preact/signals';
import type { Settings } from '../../contract/index.js';
import { data, leftOut } from '../state/data.js';
import { model } from '../state/run.js';
import { defaultSettings } from './default-settings.js';

/** The form's values, for the current or the next model; null before any data are open. */
export const form = signal<Settings | null>(null);
/** A sentence that says what is wrong with the form. */
export const formFault = signal<string | null>(null);
/** Whether there is a model; a model keeps its settings. */
export const isFixed = computed(() => model.value !== null);

// New data get new defaults.
effect(() => {
  const open = data.value;
  if (!open) return;
  form.value = untracked(() => defaultSettings(open, leftOut.value));
  formFault.value = null;
});

export function change(part: Partial<Settings>): void {
  if (form.value) form.value = { ...form.value, ...part };
}
