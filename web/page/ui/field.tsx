import type { ComponentChildren, TargetedEvent } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  hint?: string;
  /** Receives the ids that connect control, label and hint. */
  children: (ids: { id: string; 'aria-describedby'?: string }) => ComponentChildren;
}

/** A control with its label and a hint beneath. */
export function Field({ label, hint, children }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children(hint ? { id, 'aria-describedby': hintId } : { id })}
      {hint && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface NumberFieldProps<T extends number | null> {
  label: string;
  hint?: string;
  value: T;
  /** Shown in the empty field, if it may be empty: null. */
  empty?: null extends T ? string : never;
  minimum?: number;
  maximum?: number;
  /** 'any', or the number that values must be a multiple of. Default 1. */
  step?: number | 'any';
  disabled?: boolean;
  /** Called only with values within the limits. */
  onValue: (value: T) => void;
}

export function NumberField<T extends number | null>(props: NumberFieldProps<T>) {
  const {
    label,
    hint,
    value,
    empty,
    minimum,
    maximum,
    step = 1,
    disabled = false,
    onValue,
  } = props;
  const take = ({ currentTarget: input }: TargetedEvent<HTMLInputElement>) => {
    if (input.reportValidity()) onValue((input.value === '' ? null : input.valueAsNumber) as T);
  };
  return (
    <Field label={label} {...(hint && { hint })}>
      {(ids) => (
        <input
          {...ids}
          type="number"
          inputMode={step === 1 ? 'numeric' : 'decimal'}
          {...(minimum !== undefined && { min: minimum })}
          {...(maximum !== undefined && { max: maximum })}
          step={step}
          value={value ?? ''}
          placeholder={empty}
          required={!empty}
          disabled={disabled}
          onChange={take}
        />
      )}
    </Field>
  );
}

interface ChoiceFieldProps<T extends string> {
  label: string;
  hint?: string;
  value: T;
  choices: readonly (readonly [value: T, text: string])[];
  disabled?: boolean;
  onValue: (value: T) => void;
}

export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const { label, hint, value, choices, disabled = false, onValue } = props;
  return (
    <Field label={label} {...(hint && { hint })}>
      {(ids) => (
        <select
          {...ids}
          value={value}
          disabled={disabled}
          onChange={({ currentTarget }) => onValue(currentTarget.value as T)}
        >
          {choices.map(([choice, text]) => (
            <option key={choice} value={choice}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
