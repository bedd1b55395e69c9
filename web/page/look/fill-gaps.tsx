import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { ColumnGaps, FillWanted } from '../../contract/index.js';
import { integer, wholePercent } from '../ui/format.js';
import { data } from '../state/data.js';
import { weights } from '../state/run.js';
import { studio } from '../state/studio.js';
import { Bar } from '../ui/bar.js';
import { Failure } from '../ui/failure.js';
import { ChoiceField } from '../ui/field.js';
import { FieldFaults } from '../ui/field-faults.js';
import { NumberField } from '../ui/number-field.js';
import { FilledRows } from './filled-rows.js';
import { fillFailure, fillGaps, filled, filling } from './filled-table.js';
import { useAnswer } from './use-answer.js';
import './tables.css';
import './fill-gaps.css';

const USUAL_DRAWS = 5;
const MOST_DRAWS = 100;

/** Fills the gaps of the open table by the model. */
export function FillGaps() {
  const form = useSignal<FillWanted>(filled.value?.wanted ?? { draws: null, seed: 1 });
  const faults = useMemo(() => new FieldFaults(), []);
  const fill = useRef<HTMLButtonElement>(null);
  const { answer: gaps, failure } = useAnswer(data.value?.name ?? null, () => studio.look.gaps());
  if (!data.value) return <p>Open the model’s training data to fill their gaps.</p>;
  if (!gaps)
    return failure === null ? (
      <p class="hint">Counting the gaps…</p>
    ) : (
      <Failure message={failure} />
    );
  if (gaps.length === 0) return <p>The table has no gaps.</p>;
  const fillable = gaps.some(({ stay }) => stay === null);
  const { draws, seed } = form.value;
  return (
    <div class="fill-gaps">
      <GapsTable gaps={gaps} rows={data.value.rows} />
      {fillable ? (
        <div class="row">
          <ChoiceField
            label="Fill each gap with"
            value={draws === null ? 'one' : 'several'}
            hint={
              draws === null
                ? 'The mean of 50 draws for numbers and dates, else the most frequent draw.'
                : 'As many tables. Their differences show how uncertain a value is.'
            }
            choices={[
              ['one', 'one value'],
              ['several', 'several draws'],
            ]}
            onValue={(how) =>
              (form.value = { seed, draws: how === 'one' ? null : (draws ?? USUAL_DRAWS) })
            }
          />
          {draws !== null && (
            <div class="short-field">
              <NumberField
                label="Draws"
                value={draws}
                minimum={1}
                maximum={MOST_DRAWS}
                faults={faults}
                onValue={(draws) => (form.value = { ...form.value, draws })}
              />
            </div>
          )}
          <div class="short-field">
            <NumberField
              label="Seed"
              value={seed}
              minimum={0}
              maximum={Number.MAX_SAFE_INTEGER}
              faults={faults}
              onValue={(seed) => (form.value = { ...form.value, seed })}
            />
          </div>
          <button
            type="button"
            class="primary"
            ref={fill}
            disabled={faults.first !== null}
            aria-disabled={filling.value !== null}
            onClick={() => void (filling.value === null && fillGaps(form.value))}
          >
            {filled.value ? 'Fill again' : 'Fill gaps'}
          </button>
        </div>
      ) : (
        <p>No gap is in a column that the model learns.</p>
      )}
      {filling.value && (
        <div class="row">
          <div class="odd-progress">
            <Bar label={filling.value.what} fraction={filling.value.fraction} />
          </div>
          <button
            type="button"
            onClick={() => {
              // This button disappears; keep the focus.
              fill.current?.focus({ preventScroll: true });
              void studio.look.cancel();
            }}
          >
            Cancel
          </button>
        </div>
      )}
      <Failure message={fillFailure.value} />
      {filled.value && (
        <>
          {filled.value.weights !== weights.value && (
            <p class="note">The model has trained further since these gaps were filled.</p>
          )}
          <FilledRows filled={filled.value} />
        </>
      )}
    </div>
  );
}

/** What happens to the gaps of a column. */
const STAYS: Readonly<Record<NonNullable<ColumnGaps['stay']>, string>> = {
  'left out': 'stay, as the model leaves the column out',
  condition: 'stay, as the model is given the column',
  identifier: 'stay, as identifiers cannot be guessed',
};

function GapsTable({ gaps, rows }: { gaps: readonly ColumnGaps[]; rows: number }) {
  return (
    <div class="scroll gaps-table" role="region" aria-label="Gaps of each column" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col" class="number">
              Gaps
            </th>
            <th scope="col" class="number">
              Share of rows
            </th>
            <th scope="col">What happens</th>
          </tr>
        </thead>
        <tbody>
          {gaps.map(({ column, gaps: found, stay }) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td class="number">{integer(found)}</td>
              <td class="number">{wholePercent(found / rows)}</td>
              <td>{stay === null ? 'filled' : STAYS[stay]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
