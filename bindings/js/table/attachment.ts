// The attachment that TableVAE adds to the model's file: UTF-8 JSON, see docs/model-file.md.
import { VAEError } from '../errors/errors.js';
import type { NativeColumn, NativeFacts } from '../engine/native.js';
import { isObject } from '../options/option-rules.js';
import { show } from '../errors/show.js';
import { decodeUtf8, encodeUtf8 } from '../host/utf8.js';
import { Conditions } from './conditions.js';
import type { TableSchema } from '../data/schema.js';
import { schemaFromJson } from './schema-from-json.js';
import { TableCoding } from './table-coding.js';

const LATEST = 3;
const VERSIONS: readonly unknown[] = [1, 2, LATEST];

/**
 * Version 1 has no forms of numbers and no `missingValues`; versions 1 and 2 have neither bins nor rules.
 */
function versionFor({ columns, missingValues, rules }: TableSchema): number {
  if (rules !== undefined || columns.some((column) => 'bins' in column)) return LATEST;
  const isOfTheFirst = columns.every(
    ({ type, ...column }) => type === 'date' || !('form' in column),
  );
  return isOfTheFirst && missingValues === undefined ? 1 : 2;
}

/** The properties of a core column that the model's file and the schema share. */
const SHAPE = ['kind', 'levels', 'optional', 'condition', 'scored'] as const;

/** What a model knows about its training table. */
export interface TableKnowledge {
  readonly coding: TableCoding;
  readonly conditions: Conditions;
}

export function writeAttachment({ coding, conditions }: TableKnowledge): Uint8Array<ArrayBuffer> {
  const { schema } = coding;
  return encodeUtf8(JSON.stringify({ version: versionFor(schema), schema, conditions }));
}

/**
 * The table of a model that was loaded.
 * @param call The call's name in errors.
 * @throws ERR_MODEL_FILE if the model's file has no table, or one that readAttachment() refuses.
 */
export function loadedTable(call: string, facts: NativeFacts): TableKnowledge {
  if (facts.attachment) return readAttachment(facts);
  throw new VAEError(
    'ERR_MODEL_FILE',
    `${call} must load a file of TableVAE, not one of VAE: use VAE.load().`,
  );
}

/**
 * @param facts Those of the model that holds the attachment.
 * @throws ERR_MODEL_FILE for bytes that writeAttachment() did not write.
 */
export function readAttachment({ attachment, columns }: NativeFacts): TableKnowledge {
  let json: unknown;
  try {
    json = JSON.parse(decodeUtf8(attachment));
  } catch (cause) {
    throw damaged('is not JSON', { cause });
  }
  if (!isObject(json)) throw damaged('is not an object');
  const { version, schema: given, conditions: rows } = json as Record<string, unknown>;
  if (!VERSIONS.includes(version))
    throw damaged(`has version ${show(version)}; this library reads versions up to ${LATEST}`);
  const schema = schemaFromJson(given);
  if (typeof schema === 'string') throw damaged(schema);
  const coding = new TableCoding(schema);
  const isSame = (core: NativeColumn, i: number) =>
    SHAPE.every((key) => core[key] === columns[i]?.[key]);
  if (coding.columns.length !== columns.length || !coding.columns.every(isSame))
    throw damaged('has other columns than the model');
  const conditions = Conditions.from(coding, rows);
  if (!conditions) throw damaged('has condition values that do not fit its columns');
  return { coding, conditions };
}

function damaged(problem: string, options?: ErrorOptions): VAEError {
  return new VAEError('ERR_MODEL_FILE', `The file's description of its table ${problem}.`, options);
}
