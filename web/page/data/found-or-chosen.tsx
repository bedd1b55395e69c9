import { ChoiceField } from '../ui/field.js';
import type { Choices } from './text-options.js';

/** Stands for what the page finds out itself. */
const FOUND = 'found';

interface FoundOrChosenProps<T extends string> {
  label: string;
  hint?: string;
  choices: Choices<T>;
  /** What the page uses, if it is known. */
  used: T | undefined;
  /** What the user chose. */
  chosen: T | undefined;
  disabled: boolean;
  /** Of undefined: to let the page find it out. */
  onValue: (value: T | undefined) => void;
}

/** A choice that is the page's until the user makes it. */
export function FoundOrChosen<T extends string>(props: FoundOrChosenProps<T>) {
  const { label, hint, choices, used, chosen, disabled, onValue } = props;
  const found = chosen === undefined && choices.find(([value]) => value === used)?.[1];
  return (
    <ChoiceField
      label={label}
      {...(hint && { hint })}
      // A choice may be the empty text.
      value={chosen === undefined ? FOUND : `=${chosen}`}
      choices={[
        [FOUND, found ? `found: ${found}` : 'as found'],
        ...choices.map(([value, text]) => [`=${value}`, text] as const),
      ]}
      disabled={disabled}
      onValue={(value) => onValue(value === FOUND ? undefined : (value.slice(1) as T))}
    />
  );
}
