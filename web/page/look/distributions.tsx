import { useSignal } from '@preact/signals';
import type { Closeness, ColumnDistribution } from '../../contract/index.js';
import { count } from '../ui/format.js';
import { data } from '../state/data.js';
import { measurements, weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Failure } from '../ui/failure.js';
import { ClosenessPanel } from './closeness-panel.js';
import { ColumnChart } from './column-chart.js';
import { ColumnPair } from './column-pair.js';
import { freshTable, wanted } from './generated-table.js';
import { useGrowing } from './growing.js';
import { useKeptFresh } from './keep-fresh.js';
import { RealAndGenerated } from './real-and-generated.js';
import { textOfWishes } from './wishes.js';
import './tables.css';
import './compare.css';

/** Charts added per click. */
const CHARTS = 24;
const CHARTS_A_FRAME = 2;

/** Compares the generated table with the real one, by column and by pair of columns. */
export function Distributions() {
  const columns = useSignal<readonly ColumnDistribution[] | null>(null);
  const found = useSignal<(Closeness & { weights: number }) | null>(null);
  const version = useSignal(0);
  const charts = useSignal(CHARTS);
  const failure = useKeptFresh(async () => {
    await freshTable();
    const of = weights.value;
    columns.value = await studio.look.distributions();
    ++version.value;
    // This takes the longest, so while epochs finish quickly only the charts are updated.
    if (found.value === null || of === weights.value) {
      found.value = { ...(await studio.look.closeness()), weights: of };
      measurements.value++;
    }
  });

  if (!data.value) return <p>Open the model’s training data to compare with them.</p>;
  if (!columns.value)
    return failure.value === null ? (
      <p class="hint">Generating rows to compare with…</p>
    ) : (
      <Failure message={failure.value} />
    );
  const numeric = columns.value.filter((column) => column.kind === 'numbers');
  const pair = numeric.length > 1 && <ColumnPair columns={numeric} version={version.value} />;
  // For a table of two numbers, the scatter plot tells the most.
  const pairFirst = numeric.length === 2;
  const left = columns.value.length - charts.value;
  return (
    <div class="compare">
      <Failure message={failure.value} />
      {pairFirst && pair}
      {found.value && (
        <ClosenessPanel closeness={found.value} old={found.value.weights !== weights.value} />
      )}
      <section aria-label="Each column">
        <div class="section-head">
          <h3>Each column</h3>
          <RealAndGenerated />
        </div>
        <p class="hint">
          {count(wanted.value.count, 'generated row')} beside {count(data.value.rows, 'real row')},
          as shares of the rows with a value.
          {textOfWishes(wanted.value.wishes) && ' Conditions and balance do not apply here.'}
        </p>
        <div class="column-charts">
          <ColumnCharts distributions={columns.value.slice(0, charts.value)} />
        </div>
        {left > 0 && (
          <button type="button" onClick={() => (charts.value += CHARTS)}>
            Show {count(Math.min(CHARTS, left), 'more column', 'more columns')}
          </button>
        )}
      </section>
      {!pairFirst && pair}
    </div>
  );
}

function ColumnCharts({ distributions }: { distributions: readonly ColumnDistribution[] }) {
  const begun = useGrowing(distributions.length, CHARTS_A_FRAME);
  return distributions
    .slice(0, begun)
    .map((distribution) => <ColumnChart key={distribution.column} distribution={distribution} />);
}
