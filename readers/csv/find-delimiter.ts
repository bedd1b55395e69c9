import Papa from 'papaparse';
import { numberOf } from '../columns/number-text.js';
import type { Delimiter } from '../reading-options.js';

/** The comma comes last: as a decimal comma it may split lines evenly beside another delimiter. */
const CANDIDATES: readonly Delimiter[] = ['\t', ';', '|', ','];
const RECORDS = 100;

/** Finds the delimiter that splits all lines into equally many cells. */
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

/** Whether commas of a one-column text appear only in numbers, below a name without a comma. */
function hasDecimalCommas(text: string): boolean {
  const [first, ...others] = text.split('\n', RECORDS).map((line) => line.trim());
  return (
    !first!.includes(',') &&
    others.some((line) => line.includes(',')) &&
    others.every((line) => !line.includes(',') || !Number.isNaN(numberOf(line, ',')))
  );
}
