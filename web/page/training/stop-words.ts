import type { EpochFigures, ModelSummary, Settings } from '../../contract/index.js';
import { epochsWaited, leastImprovement } from '../../contract/patience.js';
import { tableBatchSize, tablePatience } from '../../contract/table-defaults.js';
import { count, integer } from '../ui/format.js';

/** Why a run has ended before its last epoch, and what Continue does; null if it has not. */
export function stopWords(
  model: ModelSummary,
  history: readonly EpochFigures[],
  settings: Settings,
  rows: number,
): string | null {
  const { end, bestEpoch, kind } = model;
  const uses = bestEpoch === null ? '' : ` The weights of epoch ${integer(bestEpoch)} are used.`;
  if (end === 'stopped')
    return `You stopped this run.${uses} Continue keeps training from the last epoch.`;
  if (end !== 'early') return null;
  const waited = count(epochsWaited(history, kind, settings), 'epoch');
  const least = leastImprovement(kind, settings);
  const by = least > 0 ? ` by ${least} nats or more` : '';
  const more = count(moreEpochs(settings, rows), 'more epoch');
  return (
    `Stopped early: the held-out loss had not improved${by} for ${waited}.${uses} Continue keeps ` +
    `training; patience restarts, so it runs at least ${more} if that many are left.`
  );
}

/** The patience of the run when it goes on. */
function moreEpochs({ patience, batchSize, sampleRows }: Settings, rows: number): number {
  const given = sampleRows || rows;
  return patience ?? tablePatience(given, batchSize ?? tableBatchSize(given));
}
