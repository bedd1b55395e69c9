// Writes values as JavaScript source, the way a person would.

/** A quoted string literal, safe for any content. */
export function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return `'${inner.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A literal of plain data: numbers, strings, booleans, Dates, arrays and objects. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (value instanceof Date) return `new Date(${quoted(value.toISOString())})`;
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (typeof value === 'object' && value !== null) return `{ ${properties(value).join(', ')} }`;
  return String(value);
}

/** 'name: value' for each property. */
export function properties(object: object): string[] {
  return Object.entries(object).map(([name, value]) => `${key(name)}: ${literal(value)}`);
}

function key(name: string): string {
  if (/^[a-z_$][\w$]*$/i.test(name) && name !== '__proto__') return name;
  // Without the brackets, __proto__ would be the object's prototype.
  return name === '__proto__' ? "['__proto__']" : quoted(name);
}
