import type { ColumnSummary, Settings } from '../../contract/index.js';
import { data, leftOut } from '../state/data.js';
import { ChoiceField } from '../ui/field.js';
import { change } from './form.js';

interface ColumnSettingsProps {
  values: Settings;
  fixed: boolean;
}

/** What single columns of a table are to the model. */
export function ColumnSettings({ values, fixed }: ColumnSettingsProps) {
  const open = data.value;
  if (open?.kind !== 'table') return null;
  const names = open.columns.filter(isLearned).map(({ name }) => name);
  if (names.length < 2) return null;
  const { conditions, target } = values;
  return (
    <div class="column-settings">
      <ChoiceField
        label="Target column"
        hint="What your table is used to predict. The model learns it like any other column. If it has few values, generated rows start out balanced on it."
        value={target ?? ''}
        choices={[['', 'none'], ...names.map((name): readonly [string, string] => [name, name])]}
        disabled={fixed}
        onValue={(name) => change({ target: name || null })}
      />
      <details class="more">
        <summary>
          Condition on <span>{conditions.join(', ') || 'no column'}</span>
        </summary>
        <fieldset>
          <legend class="hint">
            The model is given these columns instead of learning them, so it can make rows for any
            of their values at once, however rare.
          </legend>
          <div class="condition-checks scroll" role="group" aria-label="Condition on" tabIndex={0}>
            {names.map((name) => (
              <label key={name} class="check">
                <input
                  type="checkbox"
                  checked={conditions.includes(name)}
                  // One column at least has to be learned.
                  disabled={
                    fixed || (!conditions.includes(name) && conditions.length >= names.length - 1)
                  }
                  onChange={({ currentTarget }) => {
                    const isGiven = (each: string) =>
                      each === name ? currentTarget.checked : conditions.includes(each);
                    change({ conditions: names.filter(isGiven) });
                  }}
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
      </details>
    </div>
  );
}

/** Whether the model uses the column and its values differ. */
function isLearned({ name, type }: ColumnSummary): boolean {
  return type !== null && type !== 'identifier' && type !== 'constant' && !leftOut.value.has(name);
}
