/** How a value looks in a sentence of an error. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(shorten(value, 40));
    case 'bigint':
      return `${value}n`;
    case 'function':
      return 'a function';
    case 'object':
      try {
        return showObject(value);
      } catch {
        // A proxy or a getter may throw.
        return 'an object that cannot be read';
      }
    default:
      return Object.is(value, -0) ? '-0' : String(value);
  }
}

function showObject(value: object | null): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) {
    const shown = value.slice(0, 8).map((item) => (Array.isArray(item) ? '[...]' : show(item)));
    return `[${shown.join(', ')}${value.length > 8 ? ', ...' : ''}]`;
  }
  return `an object (${value.constructor?.name ?? 'without prototype'})`;
}

/** A number of bytes, to the nearest unit that a person reads. */
export function showBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  for (; bytes >= 1000 && unit < units.length - 1; unit++) bytes /= 1000;
  return `${unit === 0 ? bytes : bytes.toPrecision(3)} ${units[unit]}`;
}

/** The first of many, for a sentence. */
export function list(items: readonly unknown[]): string {
  return items.slice(0, 20).map(show).join(', ') + (items.length > 20 ? ', ...' : '');
}

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}...` : text;
}
