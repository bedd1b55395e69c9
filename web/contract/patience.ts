import { BETA_CYCLES, BETA_EPOCHS } from './schedules.js';
import { TABLE_MIN_DELTA } from './table-defaults.js';
import type { EpochFigures, Settings } from './run.js';

/** How many of the last epochs brought no better held-out loss, as early stopping counts them. */
export function epochsWaited(
  history: readonly EpochFigures[],
  kind: 'table' | 'images',
  settings: Settings,
): number {
  const minDelta = leastImprovement(kind, settings);
  let best = Infinity;
  let waited = 0;
  for (const { epoch, validation } of history) {
    if (epoch <= epochsOfRising(settings)) continue;
    // An epoch without held-out rows ends the count.
    const better = !validation || validation.loss < best - minDelta;
    if (better) best = validation?.loss ?? Infinity;
    waited = better ? 0 : waited + 1;
  }
  return waited;
}

/** In nats per row. The library's default for tables has one, a patience of one's own has none. */
export function leastImprovement(kind: 'table' | 'images', { patience }: Settings): number {
  return kind === 'table' && patience === null ? TABLE_MIN_DELTA : 0;
}

/** Epochs until beta has risen for good; early stopping counts those after them. */
function epochsOfRising({ betaSchedule, betaEpochs = BETA_EPOCHS }: Settings): number {
  if (betaSchedule === 'linear') return betaEpochs;
  if (betaSchedule !== 'cyclic') return 0;
  // Each cycle rises for half of its length.
  return Math.ceil(betaEpochs * (1 - 0.5 / Math.min(BETA_CYCLES, betaEpochs)));
}
