import type { ReadingOptions } from '../../contract/index.js';
import { model, running } from '../state/run.js';
import { ChoiceField } from '../ui/field.js';
import { NumberField } from '../ui/number-field.js';
import { MemberChoice } from './member-choice.js';
import { readAgain } from './open-data.js';

const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const;

/** The options the files were read with, each one changeable. Shows only those that apply. */
export function ReadingChoices({
  reading,
  members,
}: {
  reading: ReadingOptions;
  members: readonly string[] | undefined;
}) {
  const { delimiter, header, decimal, imageSize, colour } = reading;
  if (Object.values(reading).every((value) => value === undefined)) return null;
  const disabled = running.value;
  return (
    <details class="reading-choices">
      <summary>File options</summary>
      {model.value && !disabled && (
        <p class="hint">Changing these reads the files again and discards the model.</p>
      )}
      <div class="fields">
        <MemberChoice member={reading.member} members={members} />
        {delimiter !== undefined && (
          <ChoiceField
            label="Delimiter"
            value={delimiter}
            choices={DELIMITERS}
            disabled={disabled}
            onValue={(value) => void readAgain({ delimiter: value })}
          />
        )}
        {header !== undefined && (
          <ChoiceField
            label="First line"
            value={header ? 'names' : 'data'}
            choices={[
              ['names', 'column names'],
              ['data', 'data'],
            ]}
            disabled={disabled}
            onValue={(value) => void readAgain({ header: value === 'names' })}
          />
        )}
        {decimal !== undefined && (
          <ChoiceField
            label="Decimal sign"
            value={decimal}
            choices={[
              ['.', 'point'],
              [',', 'comma'],
            ]}
            disabled={disabled}
            onValue={(value) => void readAgain({ decimal: value })}
          />
        )}
        {imageSize !== undefined && (
          <NumberField
            label="Image size, pixels"
            hint="Each image is scaled to a square of this side."
            value={imageSize}
            minimum={8}
            maximum={128}
            disabled={disabled}
            onValue={(value) => void readAgain({ imageSize: value })}
          />
        )}
        {colour !== undefined && (
          <ChoiceField
            label="Colour"
            value={colour ? 'colour' : 'grey'}
            choices={[
              ['colour', 'colour'],
              ['grey', 'grey'],
            ]}
            disabled={disabled}
            onValue={(value) => void readAgain({ colour: value === 'colour' })}
          />
        )}
      </div>
    </details>
  );
}
