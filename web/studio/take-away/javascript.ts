// Values as JavaScript, as a person would write them.

/** A string in quotes; whatever is in it, it is nothing else. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Plain data: numbers, strings, truth values, arrays and objects. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{ ${properties(value).join(', ')} }`;
  return String(value);
}

/** 'name: value' for each. The names are the library's own and need no quotes. */
export function properties(object: object): string[] {
  return Object.entries(object).map(([name, value]) => `${name}: ${literal(value)}`);
}
