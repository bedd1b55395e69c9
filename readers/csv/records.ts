import Papa, { type ParseError, type ParseResult } from 'papaparse';
import { textChunks } from '../bytes/text-chunks.js';
import type { PieceDecoder } from '../bytes/text-decoder.js';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import type { Delimiter, Quote } from '../reading-options.js';

/** Consecutive records of a file. */
export interface Records {
  readonly cells: readonly (readonly string[])[];
  /** The line that each record begins in, counted from 1. */
  readonly lines: readonly number[];
}

/** How the lines of a file are divided into cells. */
export interface Cutting {
  readonly delimiter: Delimiter;
  readonly quote: Quote;
  /** Lines before the first record. */
  readonly skipTop: number;
}

/** Longest record, in characters: a longer one most likely lacks a closing quote. */
const LONGEST_RECORD = 8 * 2 ** 20;

/** The records of the text that a file begins with. Of a cut text the last one may be incomplete. */
export function firstRecords(text: string, cutting: Cutting, most: number): Records {
  const input = withSingleSpaces(text.slice(afterLines(text, cutting.skipTop).end), cutting);
  const { data } = Papa.parse<string[]>(input, { ...parserOptions(cutting), preview: most });
  return numbered(data, cutting.skipTop + 1, cutting.quote !== '');
}

/**
 * The records of a CSV file, piece by piece. A quoted cell may contain line breaks.
 * @throws a sentence with the line if quotes do not match
 */
export async function* csvRecords(
  source: ByteSource,
  cutting: Cutting,
  pace: Pace,
  decoder: PieceDecoder,
): AsyncGenerator<Records, void> {
  // Papa.parse() would start a worker from a blob or read the file itself, without progress. So its
  // parser gets the text of each piece, preceded by the last piece's unfinished record.
  const parser = new Papa.Parser(parserOptions(cutting));
  let left = '';
  let line = 1 + cutting.skipTop;
  let toSkip = cutting.skipTop;
  for await (const { text, last } of textChunks(source, pace, undefined, decoder)) {
    const skipped = afterLines(text, toSkip);
    toSkip -= skipped.lines;
    if (toSkip > 0 && !last) continue;
    const input = withSingleSpaces(left + text.slice(skipped.end), cutting);
    const parsed = parser.parse(input, 0, !last) as ParseResult<string[]>;
    const fault = parsed.errors.find(({ row }) => last || row! < parsed.data.length);
    if (fault) throw new Error(quoteFault(source.name, fault, input, line));
    const records = numbered(parsed.data, line, input.includes(cutting.quote || '\0'));
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

function parserOptions({ delimiter, quote }: Cutting) {
  // No text has a NUL, so as a quote it quotes nothing.
  return { delimiter, newline: '\n', quoteChar: quote || '\0' } as const;
}

/** Where up to `count` lines end, and how many there are. */
function afterLines(text: string, count: number): { readonly end: number; readonly lines: number } {
  let end = 0;
  let lines = 0;
  for (; lines < count; ++lines) {
    const next = text.indexOf('\n', end);
    if (next < 0) return { end: text.length, lines };
    end = next + 1;
  }
  return { end, lines };
}

/** Of cells that runs of white space separate, each run outside quotes as one space. */
function withSingleSpaces(text: string, { delimiter, quote }: Cutting): string {
  if (delimiter !== ' ') return text;
  const runs = quote ? new RegExp(`${quote}[^${quote}\\n]*${quote}?|[ \\t]+`, 'g') : /[ \t]+/g;
  const single = text.replace(runs, (run) => (quote && run.startsWith(quote) ? run : ' '));
  return single.replace(/^ | (?=\n)/gm, '').replace(/ $/, '');
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
        'write a quote within a cell twice, or read quotes as part of the cells.';
}

function newlines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) ++count;
  return count;
}
