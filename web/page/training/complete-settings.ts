import { BETA_EPOCHS } from '../../contract/schedules.js';
import type { Settings } from '../../contract/index.js';

/** What absent settings stand for. */
const USUAL = {
  betaSchedule: 'constant',
  betaEpochs: BETA_EPOCHS,
  learningRateSchedule: 'constant',
  warmup: 0,
  freeBits: 0,
  weightDecay: 0,
  maxGradientNorm: null,
  decoder: 'autoregressive',
  sampleRows: null,
} as const satisfies Partial<Settings>;

/** The settings with a value for each one. */
export function completeSettings(settings: Settings): Settings & typeof USUAL {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return { ...USUAL, ...(Object.fromEntries(given) as Settings & typeof USUAL) };
}

/** Whether a setting has an effect beside the others. @param settings Complete. */
export function isInUse(name: string, { betaSchedule, learningRateSchedule }: Settings): boolean {
  if (name === 'betaEpochs') return betaSchedule !== 'constant';
  if (name === 'warmup') return learningRateSchedule === 'cosine';
  return true;
}
