// The model file of format version 2 as plain data, and from it: docs/model-file.md. The core alone
// says what a valid model is.
import { ByteReader, ByteWriter } from './bytes.js';
import { crc32 } from './crc32.js';
import { type Field, i32, u32, u64 } from './fields.js';
import { type DescriptionName, DESCRIPTIONS, type Descriptions, type Options } from './sections.js';

export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array<ArrayBuffer>;
}

export interface ModelParts {
  readonly descriptions: Descriptions;
  /** Those of REFS. */
  readonly references:
    { readonly most: number; readonly rows: Float32Array<ArrayBuffer> } | undefined;
  readonly attachment: Uint8Array<ArrayBuffer> | undefined;
  /** In the order of the file. */
  readonly tensors: readonly Tensor[];
}

const MAGIC = Uint8Array.of(0x89, 0x56, 0x41, 0x45, 0x31, 0x0d, 0x0a, 0x1a);
const VERSION = 2;
const HEADER = 16;
const CHECKSUM = 4;
const ALIGNMENT = 8;
const F32 = 0;

/** What the names of Adam's moments and of the best weights begin with. */
export const OPTIMISER = ['optimiser.firstMoment.', 'optimiser.secondMoment.'];
export const BEST = 'best.';

/** The content of each section, by its tag. */
export function sectionsOf(file: Uint8Array<ArrayBuffer>): Map<string, Uint8Array<ArrayBuffer>> {
  const sections = new Map<string, Uint8Array<ArrayBuffer>>();
  const all = new ByteReader(file.subarray(HEADER, file.length - CHECKSUM));
  while (all.left > 0) {
    const tag = String.fromCharCode(...all.take(4));
    all.take(4);
    const size = u64.read(all);
    sections.set(tag, all.take(size));
    all.take((ALIGNMENT - (size % ALIGNMENT)) % ALIGNMENT);
  }
  return sections;
}

/** @param file From save(), at an address that floats can have. */
export function readModelFile(file: Uint8Array<ArrayBuffer>): ModelParts {
  const sections = sectionsOf(file);
  const names = Object.keys(DESCRIPTIONS) as DescriptionName[];
  const descriptions: Partial<Record<DescriptionName, unknown>> = {};
  for (const name of names) {
    const { tag, fields } = DESCRIPTIONS[name];
    const content = sections.get(tag);
    if (content)
      descriptions[name] = fields(descriptions.options as Options).read(new ByteReader(content));
  }
  const references = sections.get('REFS');
  return {
    descriptions: descriptions as Descriptions,
    references: references && readReferences(new ByteReader(references)),
    attachment: sections.get('ATTA'),
    tensors: readTensors(file, new ByteReader(sections.get('TENS')!)),
  };
}

function readReferences(from: ByteReader) {
  const most = i32.read(from);
  from.take(4);
  return { most, rows: floats(from.take(4 * u64.read(from))) };
}

function readTensors(file: Uint8Array<ArrayBuffer>, from: ByteReader): Tensor[] {
  return Array.from({ length: u64.read(from) }, () => {
    const offset = u64.read(from);
    const types = u32.read(from);
    const length = u32.read(from);
    const shape = Array.from({ length: types >>> 16 }, () => u64.read(from));
    const name = String.fromCharCode(...from.take(length));
    from.take((ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT);
    return { name, shape, values: floats(file.subarray(offset, offset + 4 * sizeOf(shape))) };
  });
}

/** What all calls use except train(): the best weights, if there are any, by their own names. */
export function servedTensors({ tensors }: ModelParts): Tensor[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  return tensors
    .filter(({ name }) => ![...OPTIMISER, BEST].some((prefix) => name.startsWith(prefix)))
    .map((tensor) => ({ ...tensor, values: (byName.get(BEST + tensor.name) ?? tensor).values }));
}

function floats({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>) {
  return new Float32Array(buffer, byteOffset, byteLength / 4);
}

/** The number of elements. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/**
 * @param place The name of a description in errors.
 * @throws ERR_MODEL_FILE for a description that no model can have.
 */
export function writeModelFile(
  { descriptions, references, attachment, tensors }: ModelParts,
  place: (name: DescriptionName) => string,
): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  out.put(MAGIC);
  u32.write(out, VERSION, '');
  u32.write(out, 0, '');
  for (const name of Object.keys(DESCRIPTIONS) as DescriptionName[]) {
    if (descriptions[name] === undefined) continue;
    const { tag, fields } = DESCRIPTIONS[name];
    const content: Field<unknown> = fields(descriptions.options);
    writeSection(out, tag, (to) => content.write(to, descriptions[name], place(name)));
  }
  if (references)
    writeSection(out, 'REFS', (to) => {
      i32.write(to, references.most, 'the number of rows that the model keeps');
      u32.write(to, 0, '');
      u64.write(to, references.rows.length, '');
      to.put(bytesOf(references.rows));
    });
  if (attachment) writeSection(out, 'ATTA', (to) => to.put(attachment));
  writeSection(out, 'TENS', (to) => writeTensors(to, out.size + HEADER, tensors));
  u32.write(out, crc32(out.bytes()), '');
  return out.bytes();
}

function writeSection(out: ByteWriter, tag: string, write: (to: ByteWriter) => void): void {
  const content = new ByteWriter();
  write(content);
  out.put(Uint8Array.from(tag, (letter) => letter.charCodeAt(0)));
  u32.write(out, 0, '');
  u64.write(out, content.size, '');
  out.put(content.bytes());
  out.pad(ALIGNMENT);
}

/** @param start Where the content of the section begins in the file. */
function writeTensors(out: ByteWriter, start: number, tensors: readonly Tensor[]): void {
  const aligned = (size: number) => Math.ceil(size / ALIGNMENT) * ALIGNMENT;
  u64.write(out, tensors.length, '');
  const entries = tensors.map(({ name, shape }) => 16 + 8 * shape.length + aligned(name.length));
  let offset = start + entries.reduce((sum, size) => sum + size, 8);
  for (const { name, shape, values } of tensors) {
    u64.write(out, offset, name);
    u32.write(out, F32 | (shape.length << 16), name);
    u32.write(out, name.length, name);
    for (const length of shape) u64.write(out, length, name);
    out.put(Uint8Array.from(name, (letter) => letter.charCodeAt(0)));
    out.pad(ALIGNMENT);
    offset += aligned(4 * values.length);
  }
  for (const { values } of tensors) {
    out.put(bytesOf(values));
    out.pad(ALIGNMENT);
  }
}

export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
