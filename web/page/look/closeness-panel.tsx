import type { Closeness } from '../../contract/index.js';
import { count, percent, wholePercent } from '../ui/format.js';

interface ClosenessPanelProps {
  closeness: Closeness;
  /** Whether the model has trained further since. */
  old: boolean;
}

/** Key figures on how close the generated table is to the real one. */
export function ClosenessPanel({ closeness, old }: ClosenessPanelProps) {
  const { columnShapes, pairTrends, auc, rules, brokenRules, copies, farthest, realRows } =
    closeness;
  const names = farthest.filter(({ shape }) => shape < 0.95).map(({ column }) => column);
  return (
    <section class="closeness" aria-label="Similarity to the real table">
      <h3>Similarity to the real table</h3>
      <dl>
        <Figure
          name="Columns"
          value={columnShapes === null ? '–' : wholePercent(columnShapes)}
          means="Similarity of each column’s distribution; 100 % means identical."
        />
        <Figure
          name="Pairs of columns"
          value={pairTrends === null ? '–' : wholePercent(pairTrends)}
          means="Similarity of the associations between columns; 100 % means identical."
        />
        <Figure
          name="Real-vs-generated test"
          value={auc === null ? '–' : auc.toFixed(2)}
          means="AUC of a random forest that separates real from generated rows; 0.5 is guessing, 1 is perfect separation."
        />
        {rules > 0 && (
          <Figure
            name="Broken rules"
            value={brokenRules.length === 0 ? 'None' : `${brokenRules.length} of ${rules}`}
            means={
              brokenRules.length === 0
                ? 'Rules between columns that every real row keeps.'
                : `Between ${brokenRules.map((columns) => columns.join(', ')).join('; ')}: every real row keeps them.`
            }
          />
        )}
        <Figure
          name="Copies"
          value={copies === 0 ? 'None' : percent(copies)}
          means="Generated rows that equal a real row in every cell. With few categories, some do by chance."
        />
      </dl>
      <p class="hint">
        {names.length > 0 && `Least similar: ${names.join(', ')}. `}
        Measured on {count(realRows, 'real row')} and{' '}
        {count(closeness.generatedRows, 'generated row')}
        {old ? ', with earlier weights. Measured again when training stops.' : '.'}
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
