import type { Settings } from './run.js';
import { BETA_EPOCHS } from './schedules.js';

/** What absent settings stand for; runs that older pages have kept have none of them. */
export const USUAL_SETTINGS = {
  betaSchedule: 'constant',
  betaEpochs: BETA_EPOCHS,
  learningRateSchedule: 'constant',
  warmup: 0,
  freeBits: 0,
  weightDecay: 0,
  maxGradientNorm: null,
  network: 'fullyConnected',
  decoder: 'autoregressive',
  sampleRows: null,
  conditions: [],
  target: null,
} as const satisfies Partial<Settings>;

type CompleteSettings = {
  readonly [Name in keyof Settings]-?: Exclude<Settings[Name], undefined>;
};

/** The settings with a value for each one. */
export function completeSettings(settings: Settings): CompleteSettings {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...USUAL_SETTINGS, ...Object.fromEntries(given) } as unknown as CompleteSettings;
}

/** Whether a setting has an effect beside the others. @param settings Complete. */
export function isInUse(name: string, settings: Settings): boolean {
  const { betaSchedule, learningRateSchedule, network } = settings;
  if (name === 'hiddenDims') return network !== 'convolutional';
  if (name === 'betaEpochs') return betaSchedule !== 'constant';
  if (name === 'warmup') return learningRateSchedule === 'cosine';
  return true;
}
