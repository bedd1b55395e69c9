// Writes values as JavaScript source, the way a person would.

/** A quoted string literal, safe for any content. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A literal of plain data: numbers, strings, booleans, arrays and objects. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{ ${properties(value).join(', ')} }`;
  return String(value);
}

/** 'name: value' for each property. The names are the library's own, so they need no quotes. */
export function properties(object: object): string[] {
  return Object.entries(object).map(([name, value]) => `${name}: ${literal(value)}`);
}
