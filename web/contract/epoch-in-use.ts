import type { EpochFigures } from './run.js';

/**
 * The figures of the epoch whose weights are used: the best epoch where there is one, else the last.
 * @param best Its number, as in ModelSummary.bestEpoch.
 */
export function epochInUse(
  history: readonly EpochFigures[],
  best: number | null,
): EpochFigures | undefined {
  return history.find(({ epoch }) => epoch === best) ?? history.at(-1);
}
