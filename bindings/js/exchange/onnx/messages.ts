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
/** Operators of ai.onnx.ml, and the version of that domain: LabelEncoder is as here since 2. */
const ML_DOMAIN = 'ai.onnx.ml';
const ML_OPERATORS: readonly string[] = ['LabelEncoder'];
const ML_OPSET = 2;
const ATTRIBUTE = { integer: 2, string: 3, integers: 7, strings: 8 };
const ELEMENT = { Float32Array: 1, BigInt64Array: 7, Uint8Array: 9, Float64Array: 11 } as const;
export const FLOAT = ELEMENT.Float32Array;
export const INTEGER = ELEMENT.BigInt64Array;
export const TRUTH = ELEMENT.Uint8Array;
export const DOUBLE = ELEMENT.Float64Array;
export const TEXT = 8;

/** A length, or the name of one that each run chooses. */
export type Dimension = number | string;

/** A tensor that a run takes or gives. */
export interface Value {
  readonly name: string;
  readonly shape: readonly Dimension[];
  /** FLOAT, INTEGER, DOUBLE or TEXT. */
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

/** One integer or text, or several. */
export type Attribute = number | string | readonly number[] | readonly string[];

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
  const domains: [string, number][] = [['', OPSET]];
  if (graph.nodes.some(({ type }) => ML_OPERATORS.includes(type)))
    domains.push([ML_DOMAIN, ML_OPSET]);
  return encoded({
    1: integer(IR_VERSION),
    2: string('vae1'),
    7: graphProto(graph),
    8: repeated(
      domains.map(([domain, opset]) => message({ 1: string(domain), 2: integer(opset) })),
    ),
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
    7: string(ML_OPERATORS.includes(type) ? ML_DOMAIN : ''),
  });
}

function attributeProto([name, value]: [string, Attribute]): FieldWriter {
  const of = (field: number, content: FieldWriter, type: number) =>
    message({ 1: string(name), [field]: content, 20: integer(type) });
  if (typeof value === 'number') return of(3, integer(value), ATTRIBUTE.integer);
  if (typeof value === 'string') return of(4, string(value), ATTRIBUTE.string);
  return isTexts(value)
    ? of(9, repeated(value.map(string)), ATTRIBUTE.strings)
    : of(8, repeated(value.map(integer)), ATTRIBUTE.integers);
}

const isTexts = (list: readonly number[] | readonly string[]): list is readonly string[] =>
  typeof list[0] === 'string';

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
