import { useSignal } from '@preact/signals';
import { proxy } from 'comlink';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import type { Associations as Found } from '../../contract/index.js';
import { count, integer } from '../ui/format.js';
import { data } from '../state/data.js';
import { studio } from '../state/studio.js';
import { onThemeChange } from '../ui/colours.js';
import { Failure } from '../ui/failure.js';
import { AssociationMatrix, type Pair } from './association-matrix.js';
import { AssociationTable } from './association-table.js';
import { associationText } from './association-text.js';
import { type CellColours, divergingScale } from './diverging-colour.js';
import { freshTable } from './generated-table.js';
import { useKeptFresh } from './keep-fresh.js';
import './tables.css';
import './compare.css';

/** How strongly columns are associated, in the real and in the generated rows. */
export function Associations() {
  const found = useSignal<Found | null>(null);
  const failure = useKeptFresh(async () => {
    await freshTable();
    found.value = await studio.look.associations(proxy(() => {}));
  });
  if (!data.value) return <p>Open the model’s training data to compare with them.</p>;
  if (!found.value)
    return failure.value === null ? (
      <p class="hint">Generating rows to compare with…</p>
    ) : (
      <Failure message={failure.value} />
    );
  if (found.value.columns.length < 2)
    return <p>The model has only one column, so there are no pairs to compare.</p>;
  return (
    <div class="compare">
      <Failure message={failure.value} />
      <Matrices found={found.value} />
    </div>
  );
}

function Matrices({ found }: { found: Found }) {
  const { columns, modelled, rows, real, generated } = found;
  const [marked, mark] = useState<Pair | null>(null);
  const [theme, countThemes] = useState(0);
  useEffect(() => onThemeChange(() => countThemes((times) => times + 1)), []);
  const colourOf = useMemo(divergingScale, [theme]);
  const onMark = useCallback(mark, []);

  const move = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    mark((pair) => moved(pair, step, columns.length));
  };
  return (
    <>
      <p class="hint">
        Pearson’s r between numbers (−1 to 1), Cramér’s V between categories and the correlation
        ratio η between a category and a number (both 0 to 1). Measured on {count(rows, 'row')} of
        each table, ignoring gaps.
        {modelled > columns.length &&
          ` Showing the first ${columns.length} of ${integer(modelled)} columns.`}
      </p>
      <div class="matrices">
        {(['Real', 'Generated'] as const).map((title) => (
          <figure key={title}>
            <h3>{title}</h3>
            <div
              class="matrix-room"
              role="application"
              aria-label={`Associations of the columns, ${title.toLowerCase()}. Use the arrow keys to move from pair to pair.`}
              tabIndex={0}
              onKeyDown={move}
              onFocus={() => mark((pair) => pair ?? [1, 0])}
              onBlur={() => mark(null)}
            >
              <AssociationMatrix
                {...{ columns, colourOf, marked, onMark }}
                values={title === 'Real' ? real : generated}
              />
            </div>
          </figure>
        ))}
      </div>
      <output class="said-pair">{marked ? sentence(found, marked) : ' '}</output>
      <Scale colourOf={colourOf} />
      <AssociationTable found={found} />
    </>
  );
}

const STEPS: Readonly<Record<string, Pair>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** The next pair in this direction; stays in the lower half. */
function moved(pair: Pair | null, [down, right]: Pair, size: number): Pair {
  if (!pair) return [1, 0];
  const row = Math.min(size - 1, Math.max(1, pair[0] + down));
  return [row, Math.min(row - 1, Math.max(0, pair[1] + right))];
}

function sentence({ columns, real, generated }: Found, [row, column]: Pair): string {
  const place = row * columns.length + column;
  return (
    `${columns[column]} and ${columns[row]}: ` +
    `${associationText(real[place]!)} real, ${associationText(generated[place]!)} generated`
  );
}

function Scale({ colourOf }: { colourOf: (value: number) => CellColours }) {
  const values = Array.from({ length: 21 }, (_, step) => step / 10 - 1);
  return (
    <div class="matrix-scale" aria-hidden="true">
      <span>−1</span>
      <svg viewBox="0 0 21 1" preserveAspectRatio="none">
        {values.map((value, step) => (
          <rect key={step} x={step} width={1.05} height={1} fill={colourOf(value).fill} />
        ))}
      </svg>
      <span>1</span>
    </div>
  );
}
