// The header of a safetensors file: https://github.com/huggingface/safetensors.
import { VAEError } from '../../errors/errors.js';
import { messageOf } from '../../errors/message-of.js';
import { show } from '../../errors/show.js';
import { decodeUtf8 } from '../../host/utf8.js';
import { isObject } from '../../options/option-rules.js';
import { sizeOf } from '../file/model-file.js';
import { duplicateKey } from './duplicate-key.js';

/** The longest header that readers take, in bytes. */
export const LONGEST_HEADER = 100_000_000;
export const LENGTH_BYTES = 8;
export const METADATA = '__metadata__';

export interface Entry {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** From its first byte to the one after its last, in the data. */
  readonly range: readonly [number, number];
}

export interface Header {
  readonly metadata: Readonly<Record<string, string>>;
  /** In the order of their bytes, which they cover without holes and overlaps. */
  readonly entries: readonly Entry[];
  /** Where the data begin in the file. */
  readonly start: number;
}

/** Bits of an element. */
const BITS: Readonly<Record<string, number>> = {
  ...{ F4: 4, F6_E2M3: 6, F6_E3M2: 6 },
  ...{ BOOL: 8, U8: 8, I8: 8, F8_E5M2: 8, F8_E4M3: 8, F8_E8M0: 8 },
  ...{ I16: 16, U16: 16, F16: 16, BF16: 16, I32: 32, U32: 32, F32: 32 },
  ...{ I64: 64, U64: 64, F64: 64, C64: 64 },
};

export function refused(what: string, options?: ErrorOptions): VAEError {
  return new VAEError('ERR_MODEL_FILE', `The safetensors file ${what}.`, options);
}

/** @throws ERR_MODEL_FILE */
export function readHeader(file: Uint8Array<ArrayBuffer>): Header {
  if (file.length < LENGTH_BYTES) throw refused(`has ${file.length} bytes, no length of a header`);
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const start = LENGTH_BYTES + length;
  if (length > LONGEST_HEADER || start > file.length)
    throw refused(
      `has a header of ${length} bytes in ${file.length}; it can have ${LONGEST_HEADER} at most, all ` +
        `within the file`,
    );
  const json = parsed(file.subarray(LENGTH_BYTES, start));
  const entries: Entry[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(json))
    if (name === METADATA) metadata = metadataOf(value);
    else entries.push(entryOf(name, value));
  entries.sort((a, b) => a.range[0] - b.range[0] || a.range[1] - b.range[1]);
  requireCover(entries, file.length - start);
  return { metadata, entries, start };
}

function parsed(bytes: Uint8Array): object {
  let text: string;
  let json: unknown;
  try {
    text = decodeUtf8(bytes);
    json = JSON.parse(text);
  } catch (cause) {
    throw refused(`has a header that is not JSON: ${messageOf(cause).replace(/\.$/, '')}`, {
      cause,
    });
  }
  if (!isObject(json)) throw refused('has a header that is not an object');
  const twice = duplicateKey(text);
  if (twice !== undefined) throw refused(`has the name ${show(twice)} twice in its header`);
  return json;
}

function metadataOf(value: unknown): Record<string, string> {
  if (value === null) return {};
  if (!isObject(value)) throw refused(`has a ${METADATA} that is not an object`);
  for (const [key, text] of Object.entries(value))
    if (typeof text !== 'string') throw refused(`has metadata ${show(key)} that are not text`);
  return value as Record<string, string>;
}

function entryOf(name: string, value: unknown): Entry {
  const fault = (what: string) => refused(`has a tensor ${show(name)} ${what}`);
  if (!isObject(value)) throw fault('that is not described by an object');
  const { dtype, shape, data_offsets: range } = value as Record<string, unknown>;
  const bits = typeof dtype === 'string' && Object.hasOwn(BITS, dtype) ? BITS[dtype] : undefined;
  if (bits === undefined) throw fault(`of the unknown dtype ${show(dtype)}`);
  if (!isCounts(shape)) throw fault('whose shape is not an array of whole numbers >= 0');
  if (!isCounts(range) || range.length !== 2)
    throw fault('whose data_offsets are not two whole numbers >= 0');
  const [begin, end] = range as [number, number];
  const size = (sizeOf(shape) * bits) / 8;
  if (end - begin !== size)
    throw fault(
      `whose data_offsets have ${end - begin} bytes, where ${dtype as string} of shape ` +
        `[${shape.join(', ')}] takes ${size}`,
    );
  return { name, dtype: dtype as string, shape, range: [begin, end] };
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && each >= 0);
}

function requireCover(entries: readonly Entry[], size: number): void {
  let end = 0;
  for (const { name, range } of entries) {
    const [first, last] = range;
    if (first !== end)
      throw refused(
        `has a tensor ${show(name)} that begins at byte ${first} of the data, where the tensors ` +
          `before it end at byte ${end}: there must be no ${first > end ? 'holes' : 'overlaps'}`,
      );
    if (last > size)
      throw refused(
        `has a tensor ${show(name)} that ends at byte ${last} of ${size} bytes of data`,
      );
    end = last;
  }
  if (end !== size)
    throw refused(
      `has ${size} bytes of data, where its last tensor, ${show(entries.at(-1)?.name)}, ends at byte ` +
        `${end}`,
    );
}
