import type { ByteSource } from './byte-source.js';
import type { Pace } from '../pace.js';

export interface TextChunk {
  /** Lines end with '\n', whatever they end with in the file. */
  readonly text: string;
  readonly last: boolean;
}

/**
 * The text of a file, piece after piece: UTF-8, or UTF-16 where its first bytes say so.
 * @throws a sentence where it is no text
 */
export async function* textChunks(
  source: ByteSource,
  pace: Pace,
  what = `Reading ${source.name}`,
): AsyncGenerator<TextChunk, void> {
  let decoder: TextDecoder | undefined;
  // A '\r' that closes a piece may have its '\n' in the next.
  let held = '';
  const decode = (piece?: Uint8Array<ArrayBuffer>) => {
    try {
      return decoder!.decode(piece, { stream: piece !== undefined });
    } catch {
      throw new Error(
        `${source.name} is not a text file in UTF-8, which tables have to be: ` +
          'save it as CSV UTF-8 and drop it again.',
      );
    }
  };
  for await (const piece of source.open(pace, what)) {
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    let text = held + decode(piece);
    if (text.includes('\0')) throw new Error(notText(source.name));
    held = text.endsWith('\r') ? '\r' : '';
    if (held) text = text.slice(0, -1);
    yield { text: withPlainNewlines(text), last: false };
  }
  yield { text: withPlainNewlines(held + (decoder ? decode() : '')), last: true };
}

export function notText(name: string): string {
  return `${name} is not a text file, nor any other kind of file that this page reads.`;
}

function withPlainNewlines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** The first characters of a file. */
export async function firstText(source: ByteSource, count: number, pace: Pace): Promise<string> {
  let text = '';
  for await (const chunk of textChunks(source, pace, `Opening ${source.name}`)) {
    text += chunk.text;
    if (text.length >= count) break;
  }
  return text.slice(0, count);
}

/** Of text that is read as a whole: what an engine can hold as one text. */
const MOST_CHARACTERS = 2 ** 28;

/** @throws a sentence where there are more than some 250 million characters. */
export async function allText(source: ByteSource, pace: Pace): Promise<string> {
  const texts: string[] = [];
  let length = 0;
  for await (const { text } of textChunks(source, pace)) {
    texts.push(text);
    length += text.length;
    if (length > MOST_CHARACTERS) {
      throw new Error(
        `${source.name} is too large to be read as JSON: save it as CSV, which can be larger.`,
      );
    }
  }
  return texts.join('');
}
