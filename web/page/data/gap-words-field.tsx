import { Field } from '../ui/field.js';
import { useTypedValue } from '../ui/use-typed-value.js';
import { readAgain } from './open-data.js';

/** Texts that stand for a gap in any column, besides those that always do. */
export function GapWordsField({
  words,
  disabled,
}: {
  words: readonly string[];
  disabled: boolean;
}) {
  // As one text, so that equal lists are the same value.
  const { text, type, commit } = useTypedValue({
    label: 'Also gaps',
    value: words.join(', '),
    textOf: (value) => value,
    parse: (typed) => wordsIn(typed).join(', '),
    onValue: (value) => {
      const gapWords = wordsIn(value);
      void readAgain({ gapWords: gapWords.length > 0 ? gapWords : undefined });
    },
  });
  return (
    <Field label="Also gaps" hint="Besides NA, null, ? and the like. Commas separate several.">
      {(ids) => (
        <input
          {...ids}
          type="text"
          autocomplete="off"
          spellcheck={false}
          value={text}
          placeholder="none"
          disabled={disabled}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onChange={({ currentTarget }) => commit(currentTarget.value)}
        />
      )}
    </Field>
  );
}

function wordsIn(text: string): string[] {
  const words = text.split(',').map((word) => word.trim());
  return words.filter((word, index) => word !== '' && words.indexOf(word) === index);
}
