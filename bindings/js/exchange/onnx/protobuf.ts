// Protocol buffers, https://protobuf.dev/programming-guides/encoding, as far as ONNX files need them.
// A message is its fields one after another: each a number and a wire type, and then its value.
import { encodeUtf8 } from '../../host/utf8.js';
import { ByteWriter } from '../file/bytes.js';

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/** Writes a field whose number is given; nothing, if it has no value. */
export type FieldWriter = (out: ByteWriter, field: number) => void;

function varint(out: ByteWriter, value: bigint): void {
  const left: bigint[] = [];
  // A negative number is its 64 bits in two's complement.
  for (let rest = BigInt.asUintN(64, value); ; rest >>= 7n) {
    left.push(rest & 0x7fn);
    if (rest < 0x80n) break;
  }
  out.put(Uint8Array.from(left, (bits, i) => Number(bits) | (i < left.length - 1 ? 0x80 : 0)));
}

function tag(out: ByteWriter, field: number, wireType: number): void {
  varint(out, BigInt((field << 3) | wireType));
}

/** int32, int64, bool or an enumeration. */
export function integer(value: number): FieldWriter {
  return (out, field) => {
    tag(out, field, VARINT);
    varint(out, BigInt(value));
  };
}

export function bytes(value: Uint8Array): FieldWriter {
  return (out, field) => {
    tag(out, field, LENGTH_DELIMITED);
    varint(out, BigInt(value.length));
    out.put(value);
  };
}

export function string(value: string): FieldWriter {
  return bytes(encodeUtf8(value));
}

export function repeated(values: readonly FieldWriter[]): FieldWriter {
  return (out, field) => {
    for (const value of values) value(out, field);
  };
}

/** A message within another. */
export function message(fields: Readonly<Record<number, FieldWriter>>): FieldWriter {
  return bytes(encoded(fields));
}

/** @param fields By their numbers. */
export function encoded(fields: Readonly<Record<number, FieldWriter>>): Uint8Array<ArrayBuffer> {
  const out = new ByteWriter();
  for (const [field, write] of Object.entries(fields)) write(out, Number(field));
  return out.bytes();
}
