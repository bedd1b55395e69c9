// What a model of tables adds to the model's file: UTF-8 JSON, docs/model-file.md.
import { VAEError } from '../errors.js';
import type { NativeColumn, NativeFacts } from '../native.js';
import { isObject } from '../option-rules.js';
import { show } from '../show.js';
import { Conditions } from './conditions.js';
import type { TableSchema } from './schema.js';
import { schemaFromJson } from './schema-from-json.js';
import { TableCoding } from './table-coding.js';

const LATEST = 2;
const VERSIONS: readonly unknown[] = [1, LATEST];

/** The first version has no numbers of a form, and no words for "not known" of its own. */
function versionFor({ columns, missingValues }: TableSchema): number {
  const isOfTheFirst = columns.every(
    ({ type, ...column }) => type === 'date' || !('form' in column),
  );
  return isOfTheFirst && missingValues === undefined ? 1 : LATEST;
}

/** What the model has of a column that a schema has, too. */
const SHAPE = ['kind', 'levels', 'optional', 'condition', 'scored'] as const;

/** What is known of the table that a model was trained on. */
export interface TableKnowledge {
  readonly coding: TableCoding;
  readonly conditions: Conditions;
}

export function writeAttachment({ coding, conditions }: TableKnowledge): Uint8Array<ArrayBuffer> {
  const { schema } = coding;
  return new TextEncoder().encode(
    JSON.stringify({ version: versionFor(schema), schema, conditions }),
  );
}

/**
 * @param facts Of the model that it is attached to.
 * @throws ERR_MODEL_FILE for whatever writeAttachment() has not made.
 */
export function readAttachment({ attachment, columns }: NativeFacts): TableKnowledge {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(attachment));
  } catch (cause) {
    throw damaged('is no JSON', { cause });
  }
  if (!isObject(json)) throw damaged('is no object');
  const { version, schema: given, conditions: rows } = json as Record<string, unknown>;
  if (!VERSIONS.includes(version))
    throw damaged(`is of version ${show(version)}; this library reads up to version ${LATEST}`);
  const schema = schemaFromJson(given);
  if (typeof schema === 'string') throw damaged(schema);
  const coding = new TableCoding(schema);
  const isSame = (core: NativeColumn, i: number) =>
    SHAPE.every((key) => core[key] === columns[i]?.[key]);
  if (coding.columns.length !== columns.length || !coding.columns.every(isSame))
    throw damaged('is of other columns than the model');
  const conditions = Conditions.from(coding, rows);
  if (!conditions) throw damaged('has rows of conditions that do not fit its columns');
  return { coding, conditions };
}

function damaged(problem: string, options?: ErrorOptions): VAEError {
  return new VAEError('ERR_MODEL_FILE', `The file's description of its table ${problem}.`, options);
}
