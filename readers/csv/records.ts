import Papa, { type ParseError, type ParseResult } from 'papaparse';
import { textChunks } from '../bytes/text-chunks.js';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';

/** Consecutive records of a file. */
export interface Records {
  readonly cells: readonly (readonly string[])[];
  /** The line that each record begins in, counted from 1. */
  readonly lines: readonly number[];
}

/** Longest record, in characters: a longer one most likely lacks a closing quote. */
const LONGEST_RECORD = 8 * 2 ** 20;

/**
 * The records of a CSV file, piece by piece. A quoted cell may contain line breaks.
 * @throws a sentence with the line if quotes do not match
 */
export async function* csvRecords(
  source: ByteSource,
  delimiter: string,
  pace: Pace,
): AsyncGenerator<Records, void> {
  // Papa.parse() would start a worker from a blob or read the file itself, without progress. So its
  // parser gets the text of each piece, preceded by the last piece's unfinished record.
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
        `The record that begins in line ${line} of ${source.name} is longer than 8 million ` +
          'characters. Most likely a quoted cell lacks its closing quote.',
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
    ? `The quoted cell that begins in line ${line} of ${name} lacks its closing quote.`
    : `In line ${line} of ${name}, text follows the closing quote of a cell: ` +
        'write a quote within a cell twice.';
}

function newlines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) ++count;
  return count;
}
