import type { ColumnSummary } from '../../contract/index.js';
import { shortened } from '../../../readers/columns/listed.js';
import { canReadAgain, chosen, readAgain } from './open-data.js';
import { Option } from './option.js';

/** What may be wrong with how a column is read, each with a button that changes it. */
export function ColumnDoubts({ column, fixed }: { column: ColumnSummary; fixed: boolean }) {
  if (fixed || !canReadAgain.value) return null;
  const { name, gapOffers = [], dayFirst } = column;
  const words = gapWordsOf(name);
  return (
    <>
      {gapOffers.map(({ text, reason }) => (
        <Doubt
          key={text}
          name={`gaps ${name}`}
          said={reason}
          button={`Count ${quoted(text)} as a gap`}
          of={name}
          onClick={() => setGapWords(name, [...words, text])}
        />
      ))}
      {words.length > 0 && (
        <Doubt
          name={`gaps ${name}`}
          said={`${words.map(quoted).join(', ')} ${words.length === 1 ? 'counts as a gap' : 'count as gaps'}.`}
          button="Undo"
          of={name}
          onClick={() => setGapWords(name, [])}
        />
      )}
      {dayFirst !== undefined && (
        <Doubt
          name={`dates ${name}`}
          said={dayFirst ? 'Read with the day first.' : 'Read with the month first.'}
          button={dayFirst ? 'Month first' : 'Day first'}
          of={name}
          onClick={() => void readAgain({ dayFirst: !dayFirst }, `dates ${name}`)}
        />
      )}
    </>
  );
}

interface DoubtProps {
  name: string;
  said: string;
  button: string;
  /** The column's name, for those who hear the button alone. */
  of: string;
  onClick: () => void;
}

function Doubt({ name, said, button, of, onClick }: DoubtProps) {
  return (
    <Option name={name}>
      <span class="hint">{said} </span>
      <button type="button" class="small" aria-label={`${button}: ${of}`} onClick={onClick}>
        {button}
      </button>
    </Option>
  );
}

/** A long text is cut; numbers need no quotes. */
function quoted(text: string): string {
  return Number.isNaN(Number(text)) ? `“${shortened(text)}”` : text;
}

function gapWordsOf(name: string): readonly string[] {
  const words = chosen.value.columnGapWords ?? {};
  return Object.hasOwn(words, name) ? words[name]! : [];
}

function setGapWords(name: string, words: readonly string[]): void {
  const { [name]: _, ...others } = chosen.value.columnGapWords ?? {};
  const all = words.length > 0 ? { ...others, [name]: words } : others;
  void readAgain({ columnGapWords: Object.keys(all).length > 0 ? all : undefined }, `gaps ${name}`);
}
