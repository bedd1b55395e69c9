// The messages of an ONNX file, by the numbers that onnx/onnx.proto gives their fields.
import {
  bytes,
  encoded,
  type FieldWriter,
  integer,
  message,
  repeated,
  string,
} from './protobuf.js';

/** The newest that onnx 1.12 and later know, and what its checker allows for it. */
const IR_VERSION = 8;
const OPSET = 17;
const ATTRIBUTE = { integer: 2, integers: 7 };
const ELEMENT = { Float32Array: 1, BigInt64Array: 7, Uint8Array: 9, Float64Array: 11 } as const;
export const FLOAT = ELEMENT.Float32Array;
export const INTEGER = ELEMENT.BigInt64Array;
export const DOUBLE = ELEMENT.Float64Array;

/** A length, or the name of one that each run chooses. */
export type Dimension = number | string;

/** A tensor that a run takes or gives. */
export interface Value {
  readonly name: string;
  readonly shape: readonly Dimension[];
  /** FLOAT, INTEGER or DOUBLE. */
  readonly type: number;
  /** What it is, for whoever opens the file. */
  readonly about: string;
}

/** Floats, doubles, 64-bit integers, or truth values. */
export interface Initializer {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array | BigInt64Array | Uint8Array;
}

/** One integer or several. */
export type Attribute = number | readonly number[];

export interface Node {
  readonly type: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface Graph {
  readonly name: string;
  readonly about: string;
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly initializers: readonly Initializer[];
  readonly nodes: readonly Node[];
}

/** The bytes of a ModelProto. */
export function modelProto(graph: Graph): Uint8Array<ArrayBuffer> {
  return encoded({
    1: integer(IR_VERSION),
    2: string('vae1'),
    7: graphProto(graph),
    8: message({ 1: string(''), 2: integer(OPSET) }),
  });
}

function graphProto({ name, about, inputs, outputs, initializers, nodes }: Graph): FieldWriter {
  return message({
    1: repeated(nodes.map(nodeProto)),
    2: string(name),
    5: repeated(initializers.map(tensorProto)),
    10: string(about),
    11: repeated(inputs.map(valueInfoProto)),
    12: repeated(outputs.map(valueInfoProto)),
  });
}

function nodeProto({ type, inputs, outputs, attributes }: Node): FieldWriter {
  return message({
    1: repeated(inputs.map(string)),
    2: repeated(outputs.map(string)),
    3: string(outputs[0]!),
    4: string(type),
    5: repeated(Object.entries(attributes).map(attributeProto)),
  });
}

function attributeProto([name, value]: [string, Attribute]): FieldWriter {
  return typeof value === 'number'
    ? message({ 1: string(name), 3: integer(value), 20: integer(ATTRIBUTE.integer) })
    : message({
        1: string(name),
        8: repeated(value.map(integer)),
        20: integer(ATTRIBUTE.integers),
      });
}

function tensorProto({ name, shape, values }: Initializer): FieldWriter {
  const { buffer, byteOffset, byteLength } = values;
  const type = values.constructor.name as keyof typeof ELEMENT;
  return message({
    1: repeated(shape.map(integer)),
    2: integer(ELEMENT[type]),
    8: string(name),
    9: bytes(new Uint8Array(buffer, byteOffset, byteLength)),
  });
}

function valueInfoProto({ name, shape, type, about }: Value): FieldWriter {
  const dimensions = shape.map((length) =>
    message(typeof length === 'number' ? { 1: integer(length) } : { 2: string(length) }),
  );
  const tensor = { 1: integer(type), 2: message({ 1: repeated(dimensions) }) };
  return message({ 1: string(name), 2: message({ 1: message(tensor) }), 3: string(about) });
}
