import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { firstText, textChunks } from '../bytes/text-chunks.js';
import { isObject } from './json-values.js';
import { parseJson } from './parse-json.js';

/** What the first two lines of JSON lines hold; null if the file is not JSON lines. */
export async function kindOfLines(
  source: ByteSource,
  pace: Pace,
): Promise<'objects' | 'arrays' | null> {
  const sample = await firstText(source, 1 << 20, pace);
  const lines = sample.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return null;
  const [first, second] = lines.slice(0, 2).map(wholeValue);
  if (isObject(first) && isObject(second)) return 'objects';
  const isRow = (value: unknown) => Array.isArray(value) || isObject(value);
  return isRow(first) && isRow(second) ? 'arrays' : null;
}

/** The values of the file's first piece. */
export async function firstLines(source: ByteSource, pace: Pace): Promise<unknown[]> {
  for await (const values of jsonLines(source, pace)) return values;
  return [];
}

function wholeValue(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/**
 * The values of JSON lines, as many at a time as a piece of the file has.
 * @throws a sentence with the line
 */
export async function* jsonLines(source: ByteSource, pace: Pace): AsyncGenerator<unknown[], void> {
  let left = '';
  let line = 0;
  for await (const { text, last } of textChunks(source, pace)) {
    const lines = (left + text).split('\n');
    left = last ? '' : lines.pop()!;
    const values: unknown[] = [];
    for (const one of lines) {
      ++line;
      if (one.trim() !== '') values.push(parseJson(source.name, one, line));
    }
    if (values.length > 0) yield values;
  }
}

/** jsonLines() of the whole file. */
export async function allLines(source: ByteSource, pace: Pace): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const values of jsonLines(source, pace)) for (const value of values) all.push(value);
  return all;
}
