import type { ReadingOptions } from '../../studio/contract.js';
import { model, running } from '../state/run.js';
import { ChoiceField, NumberField } from '../ui/field.js';
import { readAgain } from './open-data.js';

const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
] as const;

/** How the files were read, to be said otherwise. Only what applies to them. */
export function ReadingChoices({ reading }: { reading: ReadingOptions }) {
  const { delimiter, header, decimal, imageSize, colour } = reading;
  if (Object.values(reading).every((value) => value === undefined)) return null;
  const disabled = running.value;
  return (
    <details class="reading-choices">
      <summary>Reading</summary>
      {model.value && !disabled && (
        <p class="hint">To read the files again takes the model away.</p>
      )}
      <div class="fields">
        {delimiter !== undefined && (
          <ChoiceField
            label="Between cells"
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
              ['names', 'names'],
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
            hint="Side of the square that each is scaled to."
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
