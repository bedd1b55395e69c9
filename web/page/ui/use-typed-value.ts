import { useEffect, useState } from 'preact/hooks';
import { announce } from './announcement.js';
import type { FieldFaults } from './field-faults.js';
import { messageOf } from './message-of.js';

interface TypedValueProps<T> {
  label: string;
  value: T;
  textOf: (value: T) => string;
  /** @throws a sentence that says what is wrong with the text. */
  parse: (text: string) => T;
  /** Where faults are reported, by the label. */
  faults?: FieldFaults | undefined;
  /** Called only with values that parse() accepts. */
  onValue: (value: T) => void;
}

interface Draft<T> {
  readonly text: string;
  /** The value beside which the text is shown. A value that comes from elsewhere replaces the text. */
  readonly value: T;
  readonly fault: string | null;
}

/**
 * The text of a field whose value is typed. Enter and leaving the field commit the text. It stays as
 * typed: a right one because it says what its author meant, a wrong one so that it can be corrected.
 * A wrong text is reported when it is committed, and from then on until it is right.
 */
export function useTypedValue<T>(props: TypedValueProps<T>) {
  const { label, value, textOf, parse, faults, onValue } = props;
  const [draft, setDraft] = useState<Draft<T> | null>(null);
  const isCurrent = draft !== null && draft.value === value;
  const fault = isCurrent ? draft.fault : null;

  const faultOf = (text: string) => {
    try {
      parse(text);
      return null;
    } catch (error) {
      return messageOf(error);
    }
  };
  const type = (text: string) => {
    const wrong = fault === null ? null : faultOf(text);
    setDraft({ text, value, fault: wrong });
    // Turns the form's button on again, so that a click on it commits the text and then counts.
    if (fault !== null) faults?.set(label, wrong);
  };
  const commit = (text: string) => {
    const wrong = faultOf(text);
    // At once, not after the next drawing: the click that ends the typing may be on the form's button.
    faults?.set(label, wrong);
    if (wrong !== null) {
      setDraft({ text, value, fault: wrong });
      announce(`${label}: ${wrong}`);
      return;
    }
    const parsed = parse(text);
    setDraft({ text, value: parsed, fault: null });
    if (parsed !== value) onValue(parsed);
  };

  useEffect(() => {
    if (!isCurrent) faults?.set(label, null);
  }, [isCurrent]);
  useEffect(() => () => faults?.set(label, null), []);
  return { text: isCurrent ? draft.text : textOf(value), fault, type, commit };
}
