import type { WishColumn } from '../../contract/index.js';
import { ChoiceField, Field } from '../ui/field.js';
import type { FieldFaults } from '../ui/field-faults.js';
import { NumberField } from '../ui/number-field.js';
import { numberText } from '../ui/number-text.js';
import { useTypedValue } from '../ui/use-typed-value.js';
import { dateBound, dateBoundText } from './date-bound.js';
import { firstLine, type How, valueText, type WishLine, waysOf } from './wish-lines.js';
import { changeWish, unaskedColumns, wishColumns } from './wishes.js';

const HOW_TEXTS: Readonly<Record<How, string>> = {
  is: 'is',
  oneOf: 'is one of',
  range: 'is in a range',
  gap: 'is a gap',
};

interface WishLineProps {
  line: WishLine;
  faults: FieldFaults;
  onRemove: () => void;
}

/** What one column's cells must be. */
export function WishLineFields({ line, faults, onRemove }: WishLineProps) {
  const column = wishColumns.value.find(({ name }) => name === line.column);
  if (!column) return null;
  const change = (part: Partial<WishLine>) => changeWish(line.column, part);
  const choices = wishColumns.value.filter(
    (each) => each === column || unaskedColumns.value.includes(each),
  );
  return (
    <div role="group" aria-label={`Condition on ${column.name}`}>
      <ChoiceField
        label="Column"
        value={column.name}
        choices={choices.map(({ name, condition }) => [
          name,
          condition ? `${name} (given to the model)` : name,
        ])}
        onValue={(name) => change(firstLine(choices.find((each) => each.name === name)!))}
      />
      <ChoiceField
        label="Condition"
        value={line.how}
        choices={waysOf(column).map((how) => [how, HOW_TEXTS[how]])}
        onValue={(how) => change({ how })}
      />
      <WishedCells line={line} column={column} faults={faults} onChange={change} />
      <button
        type="button"
        class="quiet"
        aria-label={`Remove the condition on ${column.name}`}
        onClick={onRemove}
      >
        Remove
      </button>
    </div>
  );
}

interface WishedCellsProps {
  line: WishLine;
  column: WishColumn;
  faults: FieldFaults;
  onChange: (part: Partial<WishLine>) => void;
}

function WishedCells(props: WishedCellsProps) {
  const { line, column, faults, onChange } = props;
  switch (line.how) {
    case 'gap':
      return null;
    case 'is':
      return column.values ? (
        <ValueChoice {...props} values={column.values} />
      ) : (
        <NumberField
          label={`Value of ${column.name}`}
          {...(column.marks && { marks: column.marks })}
          value={typeof line.value === 'number' ? line.value : column.minimum!}
          {...limitsOf(column)}
          faults={faults}
          onValue={(value) => onChange({ value })}
        />
      );
    case 'oneOf':
      return <ValueChecks {...props} values={column.values ?? []} />;
    case 'range':
      return column.kind === 'dates' ? (
        <>
          <DateField {...props} end="min" />
          <DateField {...props} end="max" />
        </>
      ) : (
        (['min', 'max'] as const).map((end) => (
          <NumberField<number | null>
            key={end}
            label={boundLabel(column, end)}
            value={line[end]}
            {...(column.marks && { marks: column.marks })}
            empty={numberText((end === 'min' ? column.minimum : column.maximum)!, column.marks)}
            {...limitsOf(column)}
            faults={faults}
            onValue={(bound) => onChange({ [end]: bound })}
          />
        ))
      );
  }
}

function boundLabel({ name }: WishColumn, end: 'min' | 'max'): string {
  return end === 'min' ? `${name} from` : `${name} to`;
}

/** The bounds of a column of numbers, and what an arrow key adds. */
function limitsOf({ minimum = 0, maximum = 0, whole }: WishColumn) {
  const tenth = 10 ** Math.floor(Math.log10((maximum - minimum) / 50 || 1));
  return { minimum, maximum, step: whole ? 1 : Math.min(0.1, tenth) };
}

type WithValues = WishedCellsProps & { values: NonNullable<WishColumn['values']> };

function ValueChoice({ line, column, values, onChange }: WithValues) {
  return (
    <ChoiceField
      label={`Value of ${column.name}`}
      value={String(Math.max(0, values.indexOf(line.value!)))}
      choices={values.map((value, place) => [String(place), valueText(value, column)])}
      onValue={(place) => onChange({ value: values[Number(place)]! })}
    />
  );
}

function ValueChecks({ line, column, values, onChange }: WithValues) {
  const toggle = (value: (typeof values)[number], isOn: boolean) =>
    onChange({
      values: values.filter((each) => (each === value ? isOn : line.values.includes(each))),
    });
  return (
    <fieldset class="wish-values">
      <legend>{`Values of ${column.name}`}</legend>
      <div class="scroll" tabIndex={0} role="group" aria-label={`Values of ${column.name}`}>
        {values.map((value) => (
          <label key={`${typeof value} ${value}`} class="check">
            <input
              type="checkbox"
              checked={line.values.includes(value)}
              onChange={({ currentTarget }) => toggle(value, currentTarget.checked)}
            />
            {valueText(value, column)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function DateField(props: WishedCellsProps & { end: 'min' | 'max' }) {
  const { line, column, faults, onChange, end } = props;
  const label = boundLabel(column, end);
  const { text, fault, type, commit } = useTypedValue({
    ...{ label, faults, value: line[end] },
    textOf: (value) => dateBoundText(value, end, column),
    parse: (typed) => dateBound(typed, end, column),
    onValue: (value) => onChange({ [end]: value }),
  });
  const limit = end === 'min' ? column.minimum : column.maximum;
  return (
    <Field label={label} fault={fault}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={text}
          placeholder={dateBoundText(limit ?? null, end, column)}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onChange={({ currentTarget }) => commit(currentTarget.value)}
        />
      )}
    </Field>
  );
}
