// What the lessons train, apart from their texts, so that a test can train the same.
import type { SampleName, Settings } from '../../contract/index.js';

export interface LessonRun {
  readonly sample: SampleName;
  /** The settings that differ from the usual ones. */
  readonly settings: Partial<Settings>;
}

/** Small and quick, and the same on every machine. */
const RINGS = {
  ...{ latentDim: 2, hiddenDims: [64, 64], decoder: 'independent', patience: 0 },
  ...{ seed: 1, deterministic: true },
} as const satisfies Partial<Settings>;

const rings = (settings: Partial<Settings>): LessonRun => ({
  sample: 'rings',
  settings: { ...RINGS, ...settings },
});

export const UNFOLDING = {
  unfolds: rings({ beta: 0.3, epochs: 150 }),
  folded: rings({ beta: 1, epochs: 150 }),
} as const;

/** No rows are held out: the held-out loss counts no free bits, and would choose early weights. */
const all = (settings: Partial<Settings>) => rings({ ...settings, validation: 0 });

export const COLLAPSE = {
  healthy: all({ beta: 1, epochs: 100 }),
  tooHigh: all({ beta: 4, epochs: 100 }),
  lower: all({ beta: 0.5, epochs: 100 }),
  freeBits: all({ beta: 4, freeBits: 0.5, epochs: 100 }),
  accident: all({ activation: 'sigmoid', epochs: 100 }),
  warmUp: all({
    ...{ activation: 'sigmoid', epochs: 100 },
    ...{ betaSchedule: 'linear', betaEpochs: 60 },
  }),
} as const;

export const ANOMALY = {
  parcels: {
    sample: 'parcels',
    settings: { epochs: 60, patience: 0, seed: 1, deterministic: true },
  },
} as const satisfies Record<string, LessonRun>;
