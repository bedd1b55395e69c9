import Papa, { type ParseError, type ParseResult } from 'papaparse';
import { textChunks } from '../bytes/text-chunks.js';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../pace.js';

/** Records that follow each other in a file. */
export interface Records {
  readonly cells: readonly (readonly string[])[];
  /** The line, counted from 1, that each of them begins in. */
  readonly lines: readonly number[];
}

/** Of a record, in characters: one that goes on for longer most likely lacks a closing quote. */
const LONGEST_RECORD = 8 * 2 ** 20;

/**
 * The records of a CSV file, those of a piece at a time. A quoted cell may hold line breaks.
 * @throws a sentence with the line where quotes do not match
 */
export async function* csvRecords(
  source: ByteSource,
  delimiter: string,
  pace: Pace,
): AsyncGenerator<Records, void> {
  // Papa.parse() would start a worker from a blob, or read the file out of our sight: its parser is
  // given the text of each piece, with what the last one left of a record.
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let left = '';
  let line = 1;
  for await (const { text, last } of textChunks(source, pace)) {
    const input = left + text;
    const parsed = parser.parse(input, 0, !last) as ParseResult<string[]>;
    const fault = parsed.errors.find(({ row }) => last || row! < parsed.data.length);
    if (fault) throw new Error(quoteFault(source.name, fault, input, line));
    const records = numbered(parsed.data, line, input.includes('"'));
    line = records.next;
    yield records;
    left = last ? '' : input.slice(parsed.meta.cursor);
    if (left.length > LONGEST_RECORD) {
      throw new Error(
        `In line ${line} of ${source.name} a record begins that does not end within 8 million ` +
          'characters: most likely a quoted cell is not closed.',
      );
    }
  }
}

function numbered(cells: readonly string[][], first: number, quoted: boolean) {
  let next = first;
  const lines = cells.map((record) => {
    const line = next++;
    if (quoted) for (const cell of record) next += newlines(cell, cell.length);
    return line;
  });
  return { cells, lines, next };
}

function quoteFault(name: string, { code, index }: ParseError, input: string, first: number) {
  const line = first + newlines(input, index!);
  return code === 'MissingQuotes'
    ? `In line ${line} of ${name} a quoted cell begins that never ends: its closing quote is missing.`
    : `In line ${line} of ${name} a quoted cell goes on after its closing quote: ` +
        'a quote within a cell has to be written twice.';
}

function newlines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) ++count;
  return count;
}
