import { useRef } from 'preact/hooks';
import { ChoiceField } from '../ui/field.js';
import { WishLineFields } from './wish-line-fields.js';
import {
  addWish,
  balance,
  canBalance,
  removeWish,
  textOfWishes,
  unaskedColumns,
  wishColumns,
  wishFieldFaults,
  wishes,
  wishLines,
  withoutGaps,
} from './wishes.js';
import './wishes.css';

/** Asks for rows with given values, equally often by a column, or without gaps. */
export function WishFields() {
  const add = useRef<HTMLButtonElement>(null);
  const columns = wishColumns.value;
  if (columns.length === 0) return null;
  const text = textOfWishes(wishes.value);
  const [next] = unaskedColumns.value;
  return (
    <details class="wishes">
      <summary>
        Conditions and balance <span>{text || 'none'}</span>
      </summary>
      {wishLines.value.length > 0 && (
        <div class="wish-lines">
          {wishLines.value.map((line) => (
            <WishLineFields
              key={line.column}
              line={line}
              faults={wishFieldFaults}
              onRemove={() => {
                removeWish(line.column);
                // The line's button disappears; keep the focus.
                add.current?.focus({ preventScroll: true });
              }}
            />
          ))}
        </div>
      )}
      <button
        type="button"
        class="quiet"
        ref={add}
        aria-disabled={!next}
        onClick={() => next && addWish(next)}
      >
        Add a condition
      </button>
      {wishLines.value.length > 0 && <p class="hint said">{howMade()}</p>}
      <div class="row">
        <ChoiceField
          label="Balance"
          {...(balance.value !== null && { hint: 'Each value of this column equally often.' })}
          value={balance.value ?? ''}
          choices={[
            ['', 'not balanced'],
            ...columns
              .filter(canBalance)
              .map(({ name }): readonly [string, string] => [name, name]),
          ]}
          onValue={(name) => (balance.value = name || null)}
        />
        {columns.some(({ gaps }) => gaps) && (
          <label class="check">
            <input
              type="checkbox"
              checked={withoutGaps.value}
              onChange={({ currentTarget }) => (withoutGaps.value = currentTarget.checked)}
            />
            Rows without gaps
          </label>
        )}
      </div>
    </details>
  );
}

/** How rows with the asked values are made. */
function howMade(): string {
  const asked = wishColumns.value.filter(({ name }) =>
    wishLines.value.some(({ column }) => column === name),
  );
  const given = asked.filter(({ condition }) => condition).map(({ name }) => name);
  const others = asked.length > given.length;
  return [
    ...(given.length > 0
      ? [`The model is given ${given.join(', ')}, so no row is rejected for it.`]
      : []),
    ...(others
      ? [
          'Rows are drawn until enough of them match, which can take a long time for rare combinations.',
        ]
      : []),
  ].join(' ');
}
