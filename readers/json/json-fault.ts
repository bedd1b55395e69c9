/** White space, then a string, a number or word, or a punctuation mark. */
const TOKEN =
  /[ \t\n\r]*(?:("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)|([[\]{},:]))/y;

/**
 * The index where a text stops being JSON, or its length if only the end is missing. For texts that
 * JSON.parse() has refused, since its message about the place differs between browsers.
 */
export function jsonFault(text: string): number {
  // The open brackets, and what may come next.
  const open: ('[' | '{')[] = [];
  let expected: 'value' | 'value or ]' | 'key' | 'key or }' | ':' | ', or end' = 'value';
  TOKEN.lastIndex = 0;
  for (;;) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    if (!token) return afterSpaces(text, start);
    const [, string, plain, mark] = token;
    const at = TOKEN.lastIndex - (string ?? plain ?? mark)!.length;
    const inside = open.at(-1);
    const value = expected === 'value' || expected === 'value or ]';
    if (value && (string !== undefined || plain !== undefined)) expected = ', or end';
    else if (value && (mark === '[' || mark === '{')) {
      open.push(mark);
      expected = mark === '[' ? 'value or ]' : 'key or }';
    } else if (expected.startsWith('key') && string !== undefined) expected = ':';
    else if (expected === ':' && mark === ':') expected = 'value';
    else if (expected === ', or end' && mark === ',' && inside) {
      expected = inside === '[' ? 'value' : 'key';
    } else if (
      (mark === ']' && inside === '[' && (expected === 'value or ]' || expected === ', or end')) ||
      (mark === '}' && inside === '{' && (expected === 'key or }' || expected === ', or end'))
    ) {
      open.pop();
      expected = ', or end';
    } else return at;
  }
}

function afterSpaces(text: string, start: number): number {
  const rest = /[^ \t\n\r]/g;
  rest.lastIndex = start;
  return rest.exec(text)?.index ?? text.length;
}

/** Both counted from 1. */
export function lineAndColumn(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return { line, column: at - before.lastIndexOf('\n') };
}
