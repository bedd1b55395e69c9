import Papa from 'papaparse';
import { numberOf } from '../columns/number-text.js';

export type Delimiter = ',' | ';' | '\t' | '|';

/** The comma last: as a decimal comma it may part lines evenly where another delimiter does. */
const CANDIDATES: readonly Delimiter[] = ['\t', ';', '|', ','];
const RECORDS = 100;

/** What parts the cells of the lines of a text: that by which all of them have equally many. */
export function findDelimiter(text: string): Delimiter {
  let best: Delimiter = ',';
  let bestShare = 0;
  for (const delimiter of CANDIDATES) {
    const { data } = Papa.parse<string[]>(text, {
      delimiter,
      newline: '\n',
      preview: RECORDS,
      skipEmptyLines: true,
    });
    const records = data.length < RECORDS && data.length > 2 ? data.slice(0, -1) : data;
    const width = records[0]?.length ?? 1;
    if (width < 2) continue;
    const share = records.filter(({ length }) => length === width).length / records.length;
    if (share > bestShare) [best, bestShare] = [delimiter, share];
  }
  return bestShare === 0 && hasDecimalCommas(text) ? ';' : best;
}

/** Of lines of one cell each: whether commas are in numbers only, below a name without any. */
function hasDecimalCommas(text: string): boolean {
  const [first, ...others] = text.split('\n', RECORDS).map((line) => line.trim());
  return (
    !first!.includes(',') &&
    others.some((line) => line.includes(',')) &&
    others.every((line) => !line.includes(',') || !Number.isNaN(numberOf(line, ',')))
  );
}
