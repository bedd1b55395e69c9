import type { Closeness } from '../../studio/contract.js';
import { count, percent, wholePercent } from '../format.js';

interface ClosenessPanelProps {
  closeness: Closeness;
  /** The model has learned on since. */
  old: boolean;
}

/** What a few figures say of how close the generated table is to the real one. */
export function ClosenessPanel({ closeness, old }: ClosenessPanelProps) {
  const { columnShapes, pairTrends, auc, copies, farthest, realRows } = closeness;
  const names = farthest.filter(({ shape }) => shape < 0.95).map(({ column }) => column);
  return (
    <section class="closeness" aria-label="How close is it">
      <h3>How close is it</h3>
      <dl>
        <Figure
          name="Columns"
          value={columnShapes === null ? '–' : wholePercent(columnShapes)}
          means="Likeness of each column’s distribution; 100 % is the same."
        />
        <Figure
          name="Pairs of columns"
          value={pairTrends === null ? '–' : wholePercent(pairTrends)}
          means="Likeness of how columns go together; 100 % is the same."
        />
        <Figure
          name="Told apart"
          value={auc === null ? '–' : auc.toFixed(2)}
          means="AUC of a logistic regression that sees rows of both; 0.5 is guessing, 1 is every row."
        />
        <Figure
          name="Copies"
          value={copies === 0 ? 'None' : percent(copies)}
          means="Generated rows that are a real row, every cell the same. Few categories make some by chance."
        />
      </dl>
      <p class="hint">
        {names.length > 0 && `Least alike: ${names.join(', ')}. `}
        Measured on {count(realRows, 'real row')} and{' '}
        {count(closeness.generatedRows, 'generated row')}
        {old ? ' of an earlier moment; measured again when the training rests.' : '.'}
      </p>
    </section>
  );
}

function Figure({ name, value, means }: { name: string; value: string; means: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd class="figure">{value}</dd>
      <dd class="hint">{means}</dd>
    </div>
  );
}
