// Settings in words: for names and comparisons of runs, and for reports.
import type { Settings } from '../../contract/index.js';
import { completeSettings } from '../../contract/complete-settings.js';
import { NETWORKS } from './setting-choices.js';
import { SETTING_LIMITS } from './setting-limits.js';

/** As in the form. */
const LABELS: Readonly<Record<string, string>> = {
  latentDim: 'Latent size',
  learningRate: 'Learning rate',
  learningRateSchedule: 'Rate schedule',
  batchSize: 'Batch size',
  hiddenDims: 'Hidden layers',
  validation: 'Held-out share',
  warmup: 'Warm-up epochs',
  maxGradientNorm: 'Gradient limit',
  sampleRows: 'Random sample',
  conditions: 'Condition on',
  target: 'Target column',
};

export function settingLabel(key: string): string {
  const words = key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return LABELS[key] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

const EMPTY: Readonly<Record<string, string>> = {
  maxGradientNorm: SETTING_LIMITS.maxGradientNorm.empty,
  sampleRows: 'all rows',
  target: 'none',
};

export function settingText(name: string, value: unknown): string {
  if (name === 'threads' && value === 0) return 'automatic';
  if (value === null) return EMPTY[name] ?? 'automatic';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(', ') || 'none';
  if (name === 'network') return NETWORKS.find(([choice]) => choice === value)![1].toLowerCase();
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.entries(value);
  return parts.map(([key, part]) => `${key} ${settingText(key, part)}`).join(', ');
}

/** The names of the settings whose values differ. */
export function differingSettings(settings: Settings, others: Settings): (keyof Settings)[] {
  const [these, those] = [completeSettings(settings), completeSettings(others)];
  const names = Object.keys({ ...these, ...those }) as (keyof Settings)[];
  return names.filter((name) => !isEqual(these[name], those[name]));
}

export function isEqual(value: unknown, other: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(other);
}
