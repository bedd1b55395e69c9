import type { ByteSource } from './byte-source.js';
import type { Pace } from './pace.js';
import { PieceDecoder } from './text-decoder.js';

export interface TextChunk {
  /** Lines end with '\n', whatever the file uses. */
  readonly text: string;
  readonly last: boolean;
}

/**
 * The text of a file, piece by piece.
 * @param decoder By default of a text whose encoding is detected.
 * @throws a sentence if it is not text
 */
export async function* textChunks(
  source: ByteSource,
  pace: Pace,
  what = `Reading ${source.name}`,
  decoder = new PieceDecoder(source.name, undefined),
): AsyncGenerator<TextChunk, void> {
  // A '\r' at the end of a piece may have its '\n' in the next.
  let held = '';
  for await (const piece of source.open(pace, what)) {
    let text = held + decoder.decode(piece, false);
    if (text.includes('\0')) throw new Error(notText(source.name));
    held = text.endsWith('\r') ? '\r' : '';
    if (held) text = text.slice(0, -1);
    yield { text: withPlainNewlines(text), last: false };
  }
  yield { text: withPlainNewlines(held + decoder.decode(new Uint8Array(0), true)), last: true };
}

export function notText(name: string): string {
  return `${name} is neither a text file nor another kind of file that can be read.`;
}

function withPlainNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** The first characters of a file. */
export async function firstText(
  source: ByteSource,
  count: number,
  pace: Pace,
  decoder?: PieceDecoder,
): Promise<string> {
  let text = '';
  for await (const chunk of textChunks(source, pace, `Opening ${source.name}`, decoder)) {
    text += chunk.text;
    if (text.length >= count) break;
  }
  return text.slice(0, count);
}

/** Limit for text that is read whole: what JavaScript engines can hold in one string. */
const MOST_CHARACTERS = 2 ** 28;

/** @throws a sentence if there are more than about 250 million characters. */
export async function allText(source: ByteSource, pace: Pace): Promise<string> {
  const texts: string[] = [];
  let length = 0;
  for await (const { text } of textChunks(source, pace)) {
    texts.push(text);
    length += text.length;
    if (length > MOST_CHARACTERS) {
      throw new Error(
        `${source.name} is too large to read as JSON: save it as CSV, which can be larger.`,
      );
    }
  }
  return texts.join('');
}
