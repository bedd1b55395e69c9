export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function valuesText(count: number): string {
  return count === 1 ? '1 value' : `${count} values`;
}

/** What a value is, for a sentence. */
export function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (value === null) return 'null';
  if (typeof value === 'object') return 'an object';
  return typeof value === 'string' ? 'a text' : `the value ${JSON.stringify(value)}`;
}
