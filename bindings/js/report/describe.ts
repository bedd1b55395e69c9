import { show } from '../errors/show.js';
import type { RuleComparison } from './broken-rules.js';
import type { TableReport } from './table-report.js';

/** The number of worst columns and pairs to name. */
const WORST = 5;

/** The report in words. */
export function describe(report: Omit<TableReport, 'toString'>): string {
  const { columns, pairs, rules, detection, forestDetection, privacy, leftOut, rows } = report;
  const { synthetic, holdout, closerToReal } = privacy;
  const beside = (value: string, yardstick: string | undefined) =>
    yardstick === undefined ? value : `${value} (held-out rows: ${yardstick})`;
  return [
    `${rows.synthetic} synthetic rows beside ${rows.real} real ones; 1 is the best score`,
    line('overall score', score(report.overall)),
    line('column shapes', score(report.columnShapes)),
    ...worst(columns, ({ name }) => show(name), ({ shape }) => shape), // prettier-ignore
    line('column pair trends', score(report.columnPairTrends)),
    ...worst(pairs, ({ columns }) => columns.map(show).join(' x '), ({ score }) => score), // prettier-ignore
    line('strong pairs alone', score(report.strongPairTrends)),
    ...(rules.length
      ? [line('broken rules', `${rules.filter(isBroken).length} of ${rules.length}`)]
      : []),
    ...rules
      .filter(isBroken)
      .sort((a, b) => b.broken - a.broken)
      .slice(0, WORST)
      .map(({ type, columns, share }) =>
        line(`  ${type}: ${columns.map(show).join(', ')}`, `${percent(share)} of the rows`),
      ),
    line('detection', score(detection?.score)) +
      (detection ? `  a logistic regression has an AUC of ${score(detection.auc)}` : ''),
    line('detection by forest', score(forestDetection?.score)) +
      (forestDetection ? `  a random forest has an AUC of ${score(forestDetection.auc)}` : ''),
    'privacy',
    line(
      '  distance to closest',
      beside(score(synthetic.medianDistance), holdout ? score(holdout.medianDistance) : undefined),
    ),
    line(
      '  copies of real rows',
      beside(percent(synthetic.copies), holdout ? percent(holdout.copies) : undefined),
    ),
    ...(closerToReal === null
      ? []
      : [line('  closer to real rows', `${percent(closerToReal)} (nothing remembered: 50 %)`)]),
    ...(leftOut.length ? [`left out, as identifiers: ${leftOut.map(show).join(', ')}`] : []),
  ].join('\n');
}

const isBroken = ({ broken }: RuleComparison) => broken > 0;

function worst<Item>(
  items: readonly Item[],
  name: (item: Item) => string,
  value: (item: Item) => number | null,
): string[] {
  return items
    .filter((item) => value(item) !== null && value(item)! < 1)
    .sort((a, b) => value(a)! - value(b)!)
    .slice(0, WORST)
    .map((item) => line(`  ${name(item)}`, score(value(item))));
}

function line(what: string, value: string): string {
  return `${what.padEnd(24)}${what.length < 24 ? '' : ' '}${value}`;
}

function score(value: number | null | undefined): string {
  return value === null || value === undefined ? '-' : value.toFixed(3);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
