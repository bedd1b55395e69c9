import type { TableSchema } from './schema.js';

/**
 * A schema out of a model file: `JSON.parse` of what `JSON.stringify` made of a schema. Anything
 * else is refused with the reason, a sentence's end: "its schema has ...".
 */
export function schemaFromJson(json: unknown): TableSchema | string {
  void json;
  throw new Error('to follow');
}
