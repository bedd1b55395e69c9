import type { FilePreview } from '../../contract/index.js';
import { integer } from '../ui/format.js';

const LINES = 12;
/** Characters of a line that are shown. */
const LONGEST = 240;

/** The first lines of a file as they are, with what separates their cells marked. */
export function RawLines({ preview: { name, lines, reading } }: { preview: FilePreview }) {
  const { delimiter = ',', skipTop = 0, headerRows = 0 } = reading;
  const shown = lines.slice(0, Math.max(LINES, Math.min(lines.length, skipTop + LINES)));
  return (
    <div class="raw-lines scroll" role="region" aria-label={`First lines of ${name}`} tabIndex={0}>
      <ol>
        {shown.map((line, index) => (
          <li key={index} class={roleOf(index, skipTop, headerRows)}>
            <span class="raw-number" aria-hidden="true">
              {integer(index + 1)}
            </span>
            <code>{marked(line.slice(0, LONGEST), delimiter)}</code>
            {line.length > LONGEST && '…'}
          </li>
        ))}
      </ol>
    </div>
  );
}

function roleOf(index: number, skipTop: number, headerRows: number): string {
  if (index < skipTop) return 'skipped';
  return index < skipTop + headerRows ? 'names' : '';
}

/** A line in pieces: tabs and delimiters stand out. */
function marked(line: string, delimiter: string) {
  const pieces = line.split(delimiter === ' ' ? /( +|\t)/ : /([,;|\t])/);
  return pieces.map((piece, index) => {
    const isMark = delimiter === ' ' ? /^( +|\t)$/.test(piece) : piece === delimiter;
    if (isMark)
      return (
        <mark key={index}>{piece === '\t' ? '→\t' : piece.replaceAll(' ', '·') || piece}</mark>
      );
    return piece === '\t' ? '→\t' : piece;
  });
}
