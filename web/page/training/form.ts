import { computed, effect, signal, untracked } from '@preact/signals';
import type { Settings } from '../../studio/contract.js';
import { data, leftOut } from '../state/data.js';
import { model } from '../state/run.js';
import { defaultSettings } from './default-settings.js';

/** What the form has, for the model that there is or for the next one; null before the first data. */
export const form = signal<Settings | null>(null);
/** What is wrong with the form: a sentence. */
export const formFault = signal<string | null>(null);
/** Whether there is a model, which keeps the settings that it was made with. */
export const isFixed = computed(() => model.value !== null);

// Other data, other defaults.
effect(() => {
  const open = data.value;
  if (!open) return;
  form.value = untracked(() => defaultSettings(open, leftOut.value));
  formFault.value = null;
});

export function change(part: Partial<Settings>): void {
  if (form.value) form.value = { ...form.value, ...part };
}
