import { signal } from '@preact/signals';
import type { FilePreview, ReadingOptions } from '../../contract/index.js';
import { model, running } from '../state/run.js';
import { ChoiceField } from '../ui/field.js';
import { NumberField } from '../ui/number-field.js';
import { FoundOrChosen } from './found-or-chosen.js';
import { MemberChoice } from './member-choice.js';
import { canReadAgain, chosen, preview, readAgain } from './open-data.js';
import { Option } from './option.js';
import { RawLines } from './raw-lines.js';
import { Remembered } from './remembered.js';
import { TextFields } from './text-fields.js';
import { DECIMALS, HEADERS, understood } from './text-options.js';
import './reading-choices.css';

/** Whether the options are shown; they stay so while a file is read again. */
const shown = signal(false);

/** The options the open files were read with, each one changeable. Shows only those that apply. */
export function ReadingChoices({
  reading,
  members,
}: {
  reading: ReadingOptions;
  members: readonly string[] | undefined;
}) {
  if (!canReadAgain.value) return null;
  if (Object.values(reading).every((value) => value === undefined)) return null;
  const disabled = running.value;
  return (
    <details
      class="reading-choices"
      open={shown.value}
      onToggle={({ currentTarget }) => (shown.value = currentTarget.open)}
    >
      <summary>File options</summary>
      {model.value && !disabled && (
        <p class="hint">Changing these reads the files again and discards the model.</p>
      )}
      <Remembered disabled={disabled} />
      <MemberChoice member={reading.member} members={members} />
      {reading.delimiter !== undefined ? (
        <TextReading reading={reading} preview={preview.value} disabled={disabled} />
      ) : (
        <div class="fields">
          <OtherFields reading={reading} disabled={disabled} />
        </div>
      )}
    </details>
  );
}

/** The beginning of a file that could not be read, and what to change so that it can be. */
export function MendReading({ preview: refused }: { preview: FilePreview }) {
  return (
    <section class="reading-choices mend" aria-labelledby="mend">
      <h3 id="mend">How {refused.name} is read</h3>
      <Remembered disabled={false} />
      <TextReading reading={refused.reading} preview={refused} disabled={running.value} />
    </section>
  );
}

interface TextReadingProps {
  reading: ReadingOptions;
  preview: FilePreview | null;
  disabled: boolean;
}

function TextReading({ reading, preview, disabled }: TextReadingProps) {
  return (
    <>
      {preview && <RawLines preview={preview} />}
      <p class="understood">{understood(reading, preview).join(' ')}</p>
      <div class="fields">
        <TextFields reading={reading} disabled={disabled} />
      </div>
    </>
  );
}

/** The options of files that are not delimited text. */
function OtherFields({ reading, disabled }: { reading: ReadingOptions; disabled: boolean }) {
  const { headerRows, decimal, imageSize, colour } = reading;
  return (
    <>
      {headerRows !== undefined && (
        <Option name="headerRows">
          <ChoiceField
            label="Column names"
            value={`${headerRows}`}
            choices={HEADERS}
            disabled={disabled}
            onValue={(value) => void readAgain({ headerRows: Number(value) as 0 | 1 | 2 })}
          />
        </Option>
      )}
      {decimal !== undefined && (
        <Option name="decimal">
          <FoundOrChosen
            label="Decimal sign"
            choices={DECIMALS}
            used={decimal}
            chosen={chosen.value.decimal}
            disabled={disabled}
            onValue={(value) => void readAgain({ decimal: value })}
          />
        </Option>
      )}
      {imageSize !== undefined && (
        <Option name="imageSize">
          <NumberField
            label="Image size, pixels"
            hint="Each image is scaled to a square of this side."
            value={imageSize}
            minimum={8}
            maximum={128}
            disabled={disabled}
            onValue={(value) => void readAgain({ imageSize: value })}
          />
        </Option>
      )}
      {colour !== undefined && (
        <Option name="colour">
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
        </Option>
      )}
    </>
  );
}
