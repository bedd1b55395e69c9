import type { ColumnDistribution } from '../../contract/index.js';
import { distinctLabels } from '../ui/distinct-labels.js';
import { number, percent, wholePercent } from '../ui/format.js';
import { dateTextIn } from './date-text.js';

type Numbers = Extract<ColumnDistribution, { kind: 'numbers' }>;
type Categories = Extract<ColumnDistribution, { kind: 'categories' }>;

/** One column: filled bars for real rows, a line or outlined bars for generated ones. */
export function ColumnChart({ distribution }: { distribution: ColumnDistribution }) {
  const { column, missing } = distribution;
  return (
    <figure class="column-chart">
      <div class="chart-head">
        <h4 title={column}>{column}</h4>
        <span>{wholePercent(overlap(distribution))} overlap</span>
      </div>
      {distribution.kind === 'numbers' ? (
        <Histogram distribution={distribution} />
      ) : (
        <CategoryBars distribution={distribution} />
      )}
      {(missing.real > 0 || missing.generated > 0) && (
        <figcaption>
          Gaps: {percent(missing.real)} real, {percent(missing.generated)} generated
        </figcaption>
      )}
    </figure>
  );
}

const HEIGHT = 80;

function Histogram({ distribution }: { distribution: Numbers }) {
  const { edges, range, real, generated } = distribution;
  const bins = real.length;
  const top = Math.max(...real, ...generated) || 1;
  const y = (share: number) => HEIGHT * (1 - share / top);
  const text = valueText(distribution);
  const steps = generated.map((share, bin) => `V${y(share)}H${bin + 1}`).join('');
  return (
    <>
      <svg
        class="histogram"
        role="img"
        aria-label={summary(distribution, text)}
        viewBox={`0 -2 ${bins} ${HEIGHT + 3}`}
        preserveAspectRatio="none"
      >
        <path class="real-bar" d={bars(real.map(y), HEIGHT)} />
        <path class="generated-line" d={`M0 ${HEIGHT}${steps}V${HEIGHT}`} />
        <line class="base-line" x1={0} x2={bins} y1={HEIGHT} y2={HEIGHT} />
      </svg>
      <div class="axis" aria-hidden="true">
        <span>{range[0] < edges[0]! ? `≤ ${text(edges[0]!)}` : text(range[0])}</span>
        <span>{range[1] > edges.at(-1)! ? `≥ ${text(edges.at(-1)!)}` : text(range[1])}</span>
      </div>
    </>
  );
}

/**
 * The outline of bars of width 1 that stand on `ground`. One path for all, because laying out an
 * element for each bar of a page of charts is slow.
 */
export function bars(tops: readonly number[], ground: number): string {
  return tops
    .map((top, bin) => `M${bin + 0.04} ${ground}V${top}H${bin + 0.96}V${ground}Z`)
    .join('');
}

function summary(distribution: Numbers, text: (value: number) => string): string {
  const { column, edges, range, real, generated } = distribution;
  const middle = (shares: readonly number[]) => text(medianOf(edges, shares));
  return (
    `${column}: from ${text(range[0])} to ${text(range[1])}. ` +
    `Half of the real values are below ${middle(real)}, half of the generated ones below ` +
    `${middle(generated)}.`
  );
}

/** The median, assuming that values are spread evenly within their bin. */
function medianOf(edges: readonly number[], shares: readonly number[]): number {
  let below = 0;
  for (const [bin, share] of shares.entries()) {
    if (below + share >= 0.5) {
      const within = share > 0 ? (0.5 - below) / share : 0;
      return edges[bin]! + within * (edges[bin + 1]! - edges[bin]!);
    }
    below += share;
  }
  return edges.at(-1)!;
}

/** Formats the column's values. */
export function valueText({ dates, range: [least, most] }: Numbers): (value: number) => string {
  return dates ? dateTextIn(least, most) : number;
}

/** Of a category's name: about three lines. */
const MOST_CHARACTERS = 32;

/** A label in place of a text that is too long; screen readers read the text. */
function FullText({ text, label }: { text: string; label: string }) {
  if (text === label) return text;
  return (
    <>
      <span aria-hidden="true">{label}</span>
      <span class="visually-hidden">{text}</span>
    </>
  );
}

function CategoryBars({ distribution }: { distribution: Categories }) {
  const { names, real, generated } = distribution;
  const top = Math.max(...real, ...generated) || 1;
  const labels = distinctLabels(names, MOST_CHARACTERS);
  return (
    <table class="category-bars">
      <colgroup>
        <col class="name" />
        <col />
        <col class="share" span={2} />
      </colgroup>
      <thead class="visually-hidden">
        <tr>
          <th scope="col">Category</th>
          <th scope="col">Chart</th>
          <th scope="col">Real</th>
          <th scope="col">Generated</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name, index) => (
          <tr key={name}>
            <th scope="row" title={name}>
              <FullText text={name} label={labels[index]!} />
            </th>
            <td class="bars">
              <svg aria-hidden="true" viewBox="0 0 100 18" preserveAspectRatio="none">
                <rect class="real-bar" y={1} height={7} width={(100 * real[index]!) / top} />
                <rect
                  class="generated-bar"
                  y={10}
                  height={7}
                  width={(100 * generated[index]!) / top}
                />
              </svg>
            </td>
            <td class="number">{wholePercent(real[index]!)}</td>
            <td class="number generated-share">{wholePercent(generated[index]!)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The overlap of the two distributions: 1 minus their total variation distance. */
export function overlap({ real, generated }: ColumnDistribution): number {
  return real.reduce((sum, share, bin) => sum + Math.min(share, generated[bin]!), 0);
}
