import { jsonFault, lineAndColumn } from './json-fault.js';

/** Digits that a double may not keep. */
const MANY_DIGITS = /\d{16}/;
/** A text, which is skipped, or a whole number of 16 digits or more that is no part of another. */
const TEXT_OR_INTEGER = /"(?:[^"\\]|\\.)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;
/** Stands before the digits of such a number, as a text, until it is read. */
const MARK = '\u{f0000}integer ';

/** A text, which is skipped, or a word that Python writes for a number that JSON does not have. */
const TEXT_OR_WORD = /"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g;

/**
 * Parses JSON. NaN and Infinity, which Python writes, become null. A whole number beyond 2^53, which would lose digits, becomes a BigInt.
 * @param first The line of the file in which `text` begins, from 1.
 * @throws a sentence with the place if it is not JSON
 */
export function parseJson(name: string, text: string, first = 1): unknown {
  const parse = (json: string): unknown =>
    MANY_DIGITS.test(json) ? withIntegers(json) : JSON.parse(json);
  try {
    return parse(text);
  } catch {
    if (/\b(NaN|Infinity)\b/.test(text)) {
      try {
        return parse(
          text.replace(TEXT_OR_WORD, (token) => (token.startsWith('"') ? token : 'null')),
        );
      } catch {
        // The place is looked for in the text as it is.
      }
    }
    const at = jsonFault(text);
    const { line, column } = lineAndColumn(text, at);
    const place = `line ${first + line - 1}, column ${column}`;
    throw new Error(
      at >= text.trimEnd().length
        ? `${name} is incomplete JSON: it ends in ${place}, before all brackets are closed.`
        : `${name} is not valid JSON: unexpected ${JSON.stringify(text.slice(at, at + 12))} in ${place}.`,
    );
  }
}

function withIntegers(text: string): unknown {
  const marked = text.replace(TEXT_OR_INTEGER, (token) =>
    token.startsWith('"') || Number.isSafeInteger(Number(token)) ? token : `"${MARK}${token}"`,
  );
  return JSON.parse(marked, (_key, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(MARK.length)) : value,
  );
}
