import type { ReadingOptions } from '../../contract/index.js';
import { NumberField } from '../ui/number-field.js';
import { FoundOrChosen } from './found-or-chosen.js';
import { GapWordsField } from './gap-words-field.js';
import { chosen, readAgain } from './open-data.js';
import { Option } from './option.js';
import {
  DATES,
  DECIMALS,
  DELIMITERS,
  ENCODINGS,
  HEADERS,
  QUOTES,
  RAGGED,
  THOUSANDS,
} from './text-options.js';

const MOST_LINES = 1e6;

/** A field for each option of delimited text. */
export function TextFields({ reading, disabled }: { reading: ReadingOptions; disabled: boolean }) {
  const { headerRows, skipTop = 0, skipBottom = 0, gapWords = [] } = reading;
  const own = chosen.value;
  const rows = (count: number | undefined) =>
    count === undefined ? undefined : (`${count}` as '0' | '1' | '2');
  return (
    <>
      <Option name="encoding">
        <FoundOrChosen
          label="Encoding"
          choices={ENCODINGS}
          used={reading.encoding}
          chosen={own.encoding}
          disabled={disabled}
          onValue={(encoding) => void readAgain({ encoding })}
        />
      </Option>
      <Option name="delimiter">
        <FoundOrChosen
          label="Delimiter"
          choices={DELIMITERS}
          used={reading.delimiter}
          chosen={own.delimiter}
          disabled={disabled}
          onValue={(delimiter) => void readAgain({ delimiter })}
        />
      </Option>
      <Option name="quote">
        <FoundOrChosen
          label="Quotes"
          choices={QUOTES}
          used={reading.quote}
          chosen={own.quote}
          disabled={disabled}
          onValue={(quote) => void readAgain({ quote })}
        />
      </Option>
      <Option name="skipTop">
        <NumberField
          label="Skip lines at top"
          value={skipTop}
          minimum={0}
          maximum={MOST_LINES}
          disabled={disabled}
          onValue={(value) => void readAgain({ skipTop: value })}
        />
      </Option>
      <Option name="headerRows">
        <FoundOrChosen
          label="Column names"
          choices={HEADERS}
          used={rows(headerRows)}
          chosen={rows(own.headerRows)}
          disabled={disabled}
          onValue={(value) => void readAgain({ headerRows: value && (Number(value) as 0 | 1 | 2) })}
        />
      </Option>
      <Option name="skipBottom">
        <NumberField
          label="Skip lines at end"
          value={skipBottom}
          minimum={0}
          maximum={1000}
          disabled={disabled}
          onValue={(value) => void readAgain({ skipBottom: value })}
        />
      </Option>
      <Option name="ragged">
        <FoundOrChosen
          label="Ragged lines"
          choices={RAGGED}
          used={reading.ragged}
          chosen={own.ragged}
          disabled={disabled}
          onValue={(ragged) => void readAgain({ ragged })}
        />
      </Option>
      <Option name="decimal">
        <FoundOrChosen
          label="Decimal sign"
          choices={DECIMALS}
          used={reading.decimal}
          chosen={own.decimal}
          disabled={disabled}
          onValue={(decimal) => void readAgain({ decimal })}
        />
      </Option>
      <Option name="thousands">
        <FoundOrChosen
          label="Thousands sign"
          choices={THOUSANDS}
          used={undefined}
          chosen={own.thousands}
          disabled={disabled}
          onValue={(thousands) => void readAgain({ thousands })}
        />
      </Option>
      <Option name="dayFirst">
        <FoundOrChosen
          label="03/04/2021 is"
          choices={DATES}
          used={undefined}
          chosen={own.dayFirst === undefined ? undefined : own.dayFirst ? 'day' : 'month'}
          disabled={disabled}
          onValue={(value) => void readAgain({ dayFirst: value && value === 'day' })}
        />
      </Option>
      <Option name="gapWords">
        <GapWordsField words={gapWords} disabled={disabled} />
      </Option>
    </>
  );
}
