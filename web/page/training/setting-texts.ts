// Settings in words, for names and comparisons of runs.
import type { Settings } from '../../contract/index.js';
import { hiddenLayersText } from './hidden-layers.js';

/** As in the form. */
const LABELS: Readonly<Record<string, string>> = {
  latentDim: 'Latent size',
  learningRate: 'Learning rate',
  batchSize: 'Batch size',
  hiddenDims: 'Hidden layers',
  validation: 'Held-out share',
};

export function settingLabel(key: string): string {
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return LABELS[key] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

export function settingText(value: unknown): string {
  if (value === null) return 'automatic';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return hiddenLayersText(value) || 'none';
  if (typeof value !== 'object') return String(value);
  const parts = Object.entries(value as object);
  return parts.map(([name, part]) => `${name} ${settingText(part)}`).join(', ');
}

/** The names of the settings whose values differ, in the order of `settings`. */
export function differingSettings(settings: Settings, others: Settings): (keyof Settings)[] {
  const names = Object.keys({ ...settings, ...others }) as (keyof Settings)[];
  return names.filter((name) => !isEqual(settings[name], others[name]));
}

export function isEqual(value: unknown, other: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(other);
}
