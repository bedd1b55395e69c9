/** A column of an ARFF file. */
export interface ArffAttribute {
  readonly name: string;
  readonly kind: 'number' | 'nominal' | 'text';
  /** What a sparse row does not say: 0, or a nominal attribute's first value. */
  readonly unsaid: number | string;
}

/** A name or a value: in quotes, with escapes, or up to a space or a mark. */
const WORD = /^\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^\s,{}%'"]+))/s;

/** @param line An `@attribute` line. @throws a sentence with the line */
export function arffAttribute(file: string, line: string, number: number): ArffAttribute {
  const rest = line.replace(/^\s*@attribute\s*/i, '');
  const found = WORD.exec(rest);
  const type = found ? rest.slice(found[0].length).trim() : '';
  if (!found || type === '') {
    throw new Error(
      `Line ${number} of ${file} is not an attribute: expected @attribute, a name and a type.`,
    );
  }
  const name = unescaped(found[1] ?? found[2] ?? found[3]!);
  if (type.startsWith('{')) {
    const first = WORD.exec(type.slice(1));
    const unsaid = first ? unescaped(first[1] ?? first[2] ?? first[3]!) : '';
    return { name, kind: 'nominal', unsaid };
  }
  if (/^(numeric|real|integer)\b/i.test(type)) return { name, kind: 'number', unsaid: 0 };
  if (/^(string|date)\b/i.test(type)) return { name, kind: 'text', unsaid: '' };
  throw new Error(
    `Line ${number} of ${file} has the type ${type.split(/\s/)[0]}; expected numeric, real, integer, ` +
      'string, date, or the values in braces.',
  );
}

export function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/gs, '$1') : text;
}
