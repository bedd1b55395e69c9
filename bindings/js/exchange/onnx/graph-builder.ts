import {
  type Attribute,
  FLOAT,
  type Graph,
  type Initializer,
  type Node,
  type Value,
} from './messages.js';

/** What a node computes, an input or a constant, by its name in the graph. */
export type Name = string;

/** A graph that grows from its inputs to its outputs. Operators are those of ONNX. */
export class GraphBuilder {
  readonly #inputs: Value[] = [];
  readonly #outputs: Value[] = [];
  readonly #initializers = new Map<Name, Initializer>();
  readonly #nodes: Node[] = [];
  readonly #computed = new Map<string, readonly Name[]>();
  readonly #numbers = new Map<number, Name>();
  readonly #lists = new Map<string, Name>();

  constructor(
    readonly name: string,
    readonly about: string,
  ) {}

  /** What a run takes: floats, unless the type says otherwise. */
  input(name: Name, shape: Value['shape'], about: string, type = FLOAT as number): Name {
    this.#inputs.push({ name, shape, type, about });
    return name;
  }

  /** Makes `from` what a run gives by this name. */
  output(
    name: Name,
    shape: Value['shape'],
    about: string,
    from: Name,
    type = FLOAT as number,
  ): void {
    this.#outputs.push({ name, shape, type, about });
    this.#nodes.push({ type: 'Identity', inputs: [from], outputs: [name], attributes: {} });
  }

  /** The same name always has the same values. */
  constant(name: Name, shape: readonly number[], values: Initializer['values']): Name {
    this.#initializers.set(name, { name, shape, values });
    return name;
  }

  number(value: number): Name {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    const name = this.constant(`number.${this.#numbers.size}`, [], Float32Array.of(value));
    this.#numbers.set(value, name);
    return name;
  }

  integer(value: number): Name {
    return this.constant(`integer.${value}`, [], BigInt64Array.of(BigInt(value)));
  }

  double(value: number): Name {
    return this.constant(`double.${value}`, [], Float64Array.of(value));
  }

  /** A list of doubles. */
  doubles(values: Float64Array): Name {
    const key = values.join();
    const name = this.#lists.get(key) ?? `doubles.${this.#lists.size}`;
    this.#lists.set(key, name);
    return this.constant(name, [values.length], values);
  }

  /** A list of integers, as some operators take as an input. */
  integers(...values: number[]): Name {
    const name = `integers.${values.join('.')}`;
    return this.constant(name, [values.length], BigInt64Array.from(values, BigInt));
  }

  /** The same operator of the same inputs is one node. */
  node(type: string, inputs: readonly Name[], attributes: Node['attributes'] = {}): Name {
    const [output] = this.nodes(type, inputs, 1, attributes);
    return output!;
  }

  /** A node of several outputs. */
  nodes(
    type: string,
    inputs: readonly Name[],
    count: number,
    attributes: Readonly<Record<string, Attribute>> = {},
  ): readonly Name[] {
    const computation = JSON.stringify([type, inputs, count, attributes]);
    const known = this.#computed.get(computation);
    if (known !== undefined) return known;
    const place = this.#nodes.length;
    const outputs = Array.from({ length: count }, (_, i) => `${type}.${place}${i ? `.${i}` : ''}`);
    this.#computed.set(computation, outputs);
    this.#nodes.push({ type, inputs, outputs, attributes });
    return outputs;
  }

  add(...terms: [Name, ...Name[]]): Name {
    return terms.reduce((sum, term) => this.node('Add', [sum, term]));
  }

  subtract(a: Name, b: Name): Name {
    return this.node('Sub', [a, b]);
  }

  multiply(...factors: [Name, ...Name[]]): Name {
    return factors.reduce((product, factor) => this.node('Mul', [product, factor]));
  }

  /** @param type Of the result: FLOAT, INTEGER, DOUBLE or TRUTH. */
  cast(values: Name, type: number): Name {
    return this.node('Cast', [values], { to: type });
  }

  /** The values from `start` to before `end` of an axis, of the last if none is given. */
  slice(values: Name, start: number, end: number, axis = -1): Name {
    return this.node('Slice', [
      ...[values, this.integers(start), this.integers(end), this.integers(axis)],
    ]);
  }

  /** One after another along an axis. */
  concat(values: readonly Name[], axis: number): Name {
    return values.length === 1 ? values[0]! : this.node('Concat', values, { axis });
  }

  /** Where `condition` holds, `a`, otherwise `b`. */
  where(condition: Name, a: Name, b: Name): Name {
    return this.node('Where', [condition, a, b]);
  }

  /** The sum over an axis, which is then gone. */
  sum(values: Name, axis: number): Name {
    return this.node('ReduceSum', [values, this.integers(axis)], { keepdims: 0 });
  }

  mean(values: Name, axis: number): Name {
    return this.node('ReduceMean', [values], { axes: [axis], keepdims: 0 });
  }

  /** The same values with a new axis of length 1. */
  unsqueeze(values: Name, axis: number): Name {
    return this.node('Unsqueeze', [values, this.integers(axis)]);
  }

  /** The same values without an axis of length 1. */
  squeeze(values: Name, axis: number): Name {
    return this.node('Squeeze', [values, this.integers(axis)]);
  }

  /** log mean exp over an axis, which is then gone, without overflow. */
  logMeanExp(values: Name, axis: number): Name {
    const largest = this.node('ReduceMax', [values], { axes: [axis], keepdims: 1 });
    const weights = this.node('Exp', [this.subtract(values, largest)]);
    const mean = this.node('Log', [this.mean(weights, axis)]);
    return this.add(this.squeeze(largest, axis), mean);
  }

  graph(): Graph {
    const used = new Set(this.#nodes.flatMap(({ inputs }) => inputs));
    return {
      name: this.name,
      about: this.about,
      inputs: this.#inputs,
      outputs: this.#outputs,
      initializers: [...this.#initializers.values()].filter(({ name }) => used.has(name)),
      nodes: this.#nodes,
    };
  }
}
