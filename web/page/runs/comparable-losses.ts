import type { KeptRun } from '../../contract/index.js';
import { completeSettings } from '../../contract/complete-settings.js';
import { isEqual } from '../settings/setting-texts.js';

/** Why the losses of these runs are not comparable, in sentences; null if they are. */
export function lossesNote(runs: readonly KeptRun[]): string | null {
  const all = runs.map((run) => ({
    ...completeSettings(run.settings),
    conditions: run.settings.conditions.toSorted(),
    leftOut: run.leftOut.toSorted(),
  }));
  type Fact = keyof (typeof all)[number];
  const differs = (name: Fact) => all.some((each) => !isEqual(each[name], all[0]![name]));
  const reasons: string[] = [];
  if (differs('conditions') || differs('leftOut'))
    reasons.push('The runs learn different columns, and each column adds to the loss.');
  if (differs('sampleRows') || differs('validation'))
    reasons.push('The runs train on different rows and hold out different ones.');
  const ofColours = runs.some(
    ({ summary }) => summary.kind === 'images' && summary.shape.channels === 3,
  );
  if (ofColours && differs('network'))
    reasons.push('Convolutional networks have another likelihood of colours.');
  const weights = ['beta', 'betaSchedule', 'freeBits'] as const;
  if (weights.some(differs))
    reasons.push('The runs weigh the KL divergence differently in the loss.');
  return reasons.length === 0
    ? null
    : `The losses of these runs are not comparable. ${reasons.join(' ')}`;
}
