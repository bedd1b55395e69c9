import type { FieldFaults } from './field-faults.js';
import { Field } from './field.js';
import type { NumberMarks } from '../../contract/index.js';
import { numberOf, numberText, parseNumber } from './number-text.js';
import { useTypedValue } from './use-typed-value.js';

interface NumberFieldProps<T extends number | null> {
  label: string;
  hint?: string;
  value: T;
  /** Shown in the empty field, if it may be empty: null. */
  empty?: null extends T ? string : never;
  minimum: number;
  maximum: number;
  /** What an arrow key adds. If it is whole, so are the values. Default 1. */
  step?: number;
  /** How the file writes the numbers that this one is compared with. */
  marks?: NumberMarks;
  disabled?: boolean;
  faults?: FieldFaults;
  /** Called with values within the limits, when they are committed. */
  onValue: (value: T) => void;
}

/**
 * A field for a number. It is a text field because browsers' own number fields accept one decimal
 * sign only, and hide from the page what was typed if it is not a number.
 */
export function NumberField<T extends number | null>(props: NumberFieldProps<T>) {
  const { label, hint, value, empty, minimum, maximum, step = 1, disabled = false } = props;
  const { marks } = props;
  const whole = Number.isInteger(step);
  const parse = (typed: string) =>
    parseNumber(typed, { minimum, maximum, whole, empty, marks }) as T;
  const { text, fault, type, commit } = useTypedValue({
    ...{ label, value, parse, faults: props.faults, onValue: props.onValue },
    textOf: (value) => (value === null ? '' : numberText(value, marks)),
  });

  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLInputElement }) => {
    const way = STEPS[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const from = numberOf(text, whole, marks) || 0;
    const next = Math.min(maximum, Math.max(minimum, from + way * step));
    // Without the digits that rounding leaves: 0.1 + 0.2.
    commit(numberText(Number(next.toPrecision(DIGITS)), marks));
  };

  return (
    <Field label={label} {...(hint && { hint })} fault={fault}>
      {(ids) => (
        <input
          {...ids}
          type="text"
          role="spinbutton"
          inputMode={whole ? 'numeric' : 'decimal'}
          autocomplete="off"
          spellcheck={false}
          value={text}
          placeholder={empty}
          aria-valuemin={minimum}
          aria-valuemax={maximum}
          {...(value !== null && fault === null && { 'aria-valuenow': value })}
          aria-valuetext={text || empty}
          disabled={disabled}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onChange={({ currentTarget }) => commit(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
    </Field>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };
/** Enough for every seed. */
const DIGITS = 16;
