import type { Closeness, KeptRun, RunCurves } from '../../contract/index.js';
import { epochInUse } from '../../contract/epoch-in-use.js';
import { count, integer, number, percent, wholePercent } from '../ui/format.js';
import { completeSettings, isInUse } from '../../contract/complete-settings.js';
import { isEqual, settingLabel, settingText } from '../settings/setting-texts.js';

/** A row of the comparison: one text for each run. */
export interface ComparisonRow {
  readonly name: string;
  readonly values: readonly string[];
  /** Whether the runs differ in it. */
  readonly differs: boolean;
}

/** The settings of the runs, those that differ first. */
export function settingRows(runs: readonly KeptRun[]): ComparisonRow[] {
  const all = runs.map(({ settings }) => completeSettings(settings));
  const names = new Set(
    all.flatMap((settings) => Object.keys(settings).filter((name) => isInUse(name, settings))),
  );
  // Tables have no choice of the network.
  if (runs.every(({ summary }) => summary.kind === 'table')) names.delete('network');
  const rows = [...names].map((name) => {
    const values = all.map((settings) =>
      isInUse(name, settings) ? (settings[name as keyof typeof settings] ?? null) : undefined,
    );
    return row(settingLabel(name), values, (value) =>
      value === undefined ? 'not used' : settingText(name, value),
    );
  });
  const leftOut = runs.map((run) => [...run.leftOut].sort());
  if (leftOut.some((names) => names.length > 0))
    rows.push(row('Columns left out', leftOut, (names) => names.join(', ') || 'none'));
  return rows.sort((a, b) => Number(b.differs) - Number(a.differs));
}

function row<T>(name: string, values: readonly T[], textOf: (value: T) => string): ComparisonRow {
  return {
    name,
    values: values.map(textOf),
    differs: values.some((value) => !isEqual(value, values[0])),
  };
}

/** The figures of the runs with the weights in use, and how close their generated rows were where that is known. */
export function resultRows(
  runs: readonly KeptRun[],
  curves: readonly RunCurves[],
): ComparisonRow[] {
  const used = curves.map(({ history, bestEpoch }) => epochInUse(history, bestEpoch));
  const all = (name: string, values: readonly (string | null | undefined)[]): ComparisonRow => ({
    name,
    values: values.map((value) => value ?? '–'),
    differs: false,
  });
  const rows = [
    all('Epochs done', curves.map(({ history }) => integer(history.length))), // prettier-ignore
    all('Losses of epoch', used.map((epoch) => epoch && integer(epoch.epoch))), // prettier-ignore
    all('Loss', used.map((epoch) => epoch && number(epoch.loss))), // prettier-ignore
    all('Reconstruction', used.map((epoch) => epoch && number(epoch.reconstruction))), // prettier-ignore
    all('KL divergence', used.map((epoch) => epoch && number(epoch.kl))), // prettier-ignore
    all('Held-out loss', used.map((epoch) => epoch?.validation && number(epoch.validation.loss))), // prettier-ignore
  ];
  if (runs.every(({ summary }) => summary.kind === 'images')) return rows;
  const of = (textOf: (closeness: Closeness) => string | null) =>
    runs.map(({ measured }) => measured && textOf(measured.closeness));
  return [
    ...rows,
    all('Similarity of columns', of(({ columnShapes: share }) => share === null ? null : wholePercent(share))), // prettier-ignore
    all('Similarity of pairs', of(({ pairTrends: share }) => share === null ? null : wholePercent(share))), // prettier-ignore
    all('Real-vs-generated test', of(({ auc }) => auc === null ? null : auc.toFixed(2))), // prettier-ignore
    all('Broken rules', of(({ rules, brokenRules }) => rules === 0 ? null : `${brokenRules.length} of ${rules}`)), // prettier-ignore
    all('Copies', of(({ copies }) => (copies === 0 ? 'None' : percent(copies)))), // prettier-ignore
    all('Measured after', runs.map(({ measured }) => measured && count(measured.epochs, 'epoch'))), // prettier-ignore
  ];
}
