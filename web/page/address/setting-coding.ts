// A setting as text in an address.
import type { Settings } from '../../contract/index.js';
import { messageOf } from '../ui/message-of.js';
import { parseNumber } from '../ui/number-text.js';
import { completeSettings, USUAL_SETTINGS } from '../../contract/complete-settings.js';
import { parseHiddenLayers } from '../training/hidden-layers.js';
import {
  ACTIVATIONS,
  BETA_SCHEDULES,
  DECODERS,
  NETWORKS,
  RATE_SCHEDULES,
} from '../settings/setting-choices.js';
import { SETTING_LIMITS } from '../settings/setting-limits.js';
import { differingSettings, isEqual } from '../settings/setting-texts.js';

interface Limits {
  readonly minimum: number;
  readonly maximum: number;
  readonly step?: number;
  readonly empty?: string;
}

const NUMBERS: Readonly<Record<string, Limits>> = {
  ...SETTING_LIMITS,
  // The form's limit is the number of rows; more stands for all of them.
  sampleRows: { minimum: 2, maximum: Number.MAX_SAFE_INTEGER, empty: 'all rows' },
};

const CHOICES: Readonly<Record<string, readonly (readonly [value: string, text: string])[]>> = {
  activation: ACTIVATIONS,
  betaSchedule: BETA_SCHEDULES,
  learningRateSchedule: RATE_SCHEDULES,
  decoder: DECODERS,
  network: NETWORKS,
};

/**
 * The settings that differ from the usual ones, as names and texts. Those of images always say the network:
 * a link without it is one of an older page, which had no convolutions.
 * @param ofSample Whether the data are a sample. Of other data, settings that may name columns or
 *   values are left out.
 */
export function settingsAsTexts(
  settings: Settings,
  usual: Settings,
  ofSample: boolean,
): [name: string, text: string][] {
  const complete = completeSettings(settings);
  const isOfImages = usual.network !== undefined;
  const names = new Set(differingSettings(settings, usual));
  if (isOfImages && names.size > 0) names.add('network');
  return [...names]
    .filter((name) => ofSample || saysNothingOfData(name, complete[name]))
    .map((name) => [name, textOf(name, complete[name])]);
}

/** Whether the value is one of numbers, or of words that the form offers. */
function saysNothingOfData(name: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.every((item) => typeof item === 'number');
  return value === null || ['number', 'boolean'].includes(typeof value) || name in CHOICES;
}

function textOf(name: string, value: unknown): string {
  if (name === 'hiddenDims') return (value as readonly number[]).join(',');
  if (value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export interface ReadSettings {
  readonly settings: Settings;
  /** A sentence for each text that is no value of a setting. */
  readonly faults: readonly string[];
}

/** The usual settings, with those that the texts say. */
export function settingsFromTexts(
  texts: readonly (readonly [name: string, text: string])[],
  usual: Settings,
): ReadSettings {
  const complete: Settings = completeSettings(usual);
  const faults: string[] = [];
  const read: Record<string, unknown> = {};
  const isOfImages = usual.network !== undefined;
  if (isOfImages && texts.length > 0) read['network'] = USUAL_SETTINGS.network;
  for (const [name, text] of texts)
    try {
      if (!Object.hasOwn(complete, name)) throw new Error('There is no such setting.');
      const usualValue = complete[name as keyof Settings];
      const value = valueOf(name, text, usualValue);
      if (name === 'network' && !isOfImages)
        throw new Error('Only a model of images has a choice.');
      if (name in read || !isEqual(value, usualValue)) read[name] = value;
    } catch (error) {
      faults.push(`${name}: ${messageOf(error)}`);
    }
  return { settings: { ...usual, ...read }, faults };
}

/** @throws a sentence for people if the text is no value of the setting. */
function valueOf(name: string, text: string, usual: unknown): unknown {
  if (name === 'hiddenDims') return parseHiddenLayers(text);
  const limits = NUMBERS[name];
  if (limits) {
    const { minimum, maximum, step = 1, empty } = limits;
    return parseNumber(text, { minimum, maximum, whole: Number.isInteger(step), empty });
  }
  const choices = CHOICES[name]?.map(([choice]) => choice);
  if (choices && !choices.includes(text))
    throw new Error(`“${text}” is none of ${choices.join(', ')}.`);
  if (choices || typeof usual === 'string') return text;
  if (text === '' && usual === null) return null;
  return parsedAs(usual, text);
}

/** A value without a rule of its own, of the kind of the usual one. */
function parsedAs(usual: unknown, text: string): unknown {
  let value: unknown = text;
  try {
    value = JSON.parse(text);
  } catch {
    // A text without quotes.
  }
  const isOfKind = Array.isArray(usual)
    ? Array.isArray(value)
    : usual === null || typeof value === typeof usual;
  if (!isOfKind) throw new Error(`“${text}” is not a value such as ${JSON.stringify(usual)}.`);
  return value;
}
