import type { FilePreview, ReadingOptions } from '../../contract/index.js';
import { integer } from '../ui/format.js';

export type Choices<T extends string> = readonly (readonly [value: T, text: string])[];

export const ENCODINGS = [
  ['utf-8', 'UTF-8'],
  ['windows-1252', 'Windows-1252 (Western Europe)'],
  ['windows-1250', 'Windows-1250 (Central Europe)'],
  ['iso-8859-2', 'ISO 8859-2 (Central Europe)'],
  ['windows-1251', 'Windows-1251 (Cyrillic)'],
  ['macintosh', 'Mac Roman'],
  ['shift_jis', 'Shift JIS (Japanese)'],
  ['gb18030', 'GB 18030 (Chinese)'],
  ['utf-16le', 'UTF-16, little-endian'],
  ['utf-16be', 'UTF-16, big-endian'],
] as const satisfies Choices<NonNullable<ReadingOptions['encoding']>>;

export const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
  ['|', 'bar'],
  [' ', 'spaces'],
] as const satisfies Choices<NonNullable<ReadingOptions['delimiter']>>;

export const QUOTES = [
  ['"', 'double: "'],
  ["'", "single: '"],
  ['', 'none'],
] as const satisfies Choices<NonNullable<ReadingOptions['quote']>>;

export const DECIMALS = [
  ['.', 'point'],
  [',', 'comma'],
] as const satisfies Choices<NonNullable<ReadingOptions['decimal']>>;

export const THOUSANDS = [
  ['', 'none'],
  [',', 'comma'],
  ['.', 'point'],
  [' ', 'space'],
  ["'", 'apostrophe'],
] as const satisfies Choices<NonNullable<ReadingOptions['thousands']>>;

export const HEADERS = [
  ['0', 'no line'],
  ['1', 'one line'],
  ['2', 'two lines, joined'],
] as const;

export const RAGGED = [
  ['keep', 'keep, with gaps'],
  ['drop', 'leave out'],
  ['fail', 'refuse the file'],
] as const satisfies Choices<NonNullable<ReadingOptions['ragged']>>;

export const DATES = [
  ['day', '3 April: day first'],
  ['month', '4 March: month first'],
] as const;

/** What was understood of a file, a sentence for each option that is not as usual. */
export function understood(reading: ReadingOptions, preview: FilePreview | null): string[] {
  const { encoding, delimiter, quote, headerRows, skipTop = 0, skipBottom = 0 } = reading;
  const text = (choices: Choices<string>, value: string | undefined) =>
    choices.find(([choice]) => choice === value)?.[1];
  const sentences: string[] = [];
  if (encoding) sentences.push(`The encoding is ${text(ENCODINGS, encoding)}.`);
  if (delimiter)
    sentences.push(
      delimiter === ' '
        ? 'Runs of spaces separate the cells.'
        : `A ${text(DELIMITERS, delimiter)} separates the cells.`,
    );
  if (quote !== undefined && quote !== '"')
    sentences.push(quote === '' ? 'Quotes are part of the cells.' : 'Single quotes enclose cells.');
  if (skipTop > 0)
    sentences.push(
      skipTop === 1
        ? 'The first line is skipped.'
        : `The first ${integer(skipTop)} lines are skipped.`,
    );
  if (headerRows === 0) sentences.push('No line holds column names.');
  if (headerRows === 1) sentences.push(`Line ${skipTop + 1} holds the column names.`);
  if (headerRows === 2)
    sentences.push(`Lines ${skipTop + 1} and ${skipTop + 2} hold the column names, joined.`);
  if (preview && preview.names.length > 0)
    sentences.push(
      preview.names.length === 1
        ? `There is one column: ${preview.names[0]}.`
        : `There are ${integer(preview.names.length)} columns.`,
    );
  if (reading.decimal) sentences.push(`Numbers use a decimal ${text(DECIMALS, reading.decimal)}.`);
  if (skipBottom > 0)
    sentences.push(
      skipBottom === 1
        ? 'The last line is skipped.'
        : `The last ${integer(skipBottom)} lines are skipped.`,
    );
  return sentences;
}
