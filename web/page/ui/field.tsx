import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  hint?: string;
  /** A sentence that says what is wrong with the control's value; it takes the hint's place. */
  fault?: string | null;
  /** Receives what connects the control with its label and the text beneath it. */
  children: (ids: {
    id: string;
    'aria-describedby'?: string;
    'aria-invalid'?: true;
  }) => ComponentChildren;
}

/** A control with its label, and beneath it a hint or what is wrong. */
export function Field({ label, hint, fault = null, children }: FieldProps) {
  const id = useId();
  const belowId = `${id}-below`;
  const below = fault ?? hint;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        ...(below && { 'aria-describedby': belowId }),
        ...(fault !== null && { 'aria-invalid': true }),
      })}
      {below && (
        <p class={fault === null ? 'hint' : 'hint fault'} id={belowId}>
          {below}
        </p>
      )}
    </div>
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
