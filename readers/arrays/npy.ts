import { type NumericArray, shapeText, times } from './numeric-array.js';

type Values = NumericArray['values'];

/** Reads `count` numbers, one after another. */
type Decode = (view: DataView<ArrayBuffer>, count: number, little: boolean) => Values;

/** For each dtype, without its byte order: the size of an element and its decoder. */
const TYPES: Readonly<Record<string, { size: number; decode: Decode }>> = {
  b1: { size: 1, decode: bytes },
  u1: { size: 1, decode: bytes },
  i1: wide(1, (view, at) => view.getInt8(at)),
  u2: wide(2, (view, at, little) => view.getUint16(at, little)),
  i2: wide(2, (view, at, little) => view.getInt16(at, little)),
  u4: wide(4, (view, at, little) => view.getUint32(at, little)),
  i4: wide(4, (view, at, little) => view.getInt32(at, little)),
  u8: wide(8, (view, at, little) => Number(view.getBigUint64(at, little))),
  i8: wide(8, (view, at, little) => Number(view.getBigInt64(at, little))),
  f2: wide(2, (view, at, little) => halfFloat(view.getUint16(at, little))),
  f4: { size: 4, decode: singles },
  f8: wide(8, (view, at, little) => view.getFloat64(at, little)),
};

/** What the header of a NumPy file says of its values. */
export interface NpyHeader {
  readonly shape: readonly number[];
  /** Whether the first dimension runs fastest. */
  readonly fortran: boolean;
  /** Where the values begin, in bytes. */
  readonly start: number;
  /** The size of a value, in bytes. */
  readonly size: number;
  readonly isBoolean: boolean;
  /** Decodes whole values, in the order of the file. */
  decode(bytes: Uint8Array<ArrayBuffer>): NumericArray['values'];
}

/**
 * Reads the header of a NumPy array, versions 1 to 3, of booleans, integers or floats.
 * @param head The file's beginning, up to the first value at least.
 * @throws a sentence for people if it holds something else
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function npyHeader(name: string, head: Uint8Array<ArrayBuffer>): NpyHeader {
  const { dtype, fortran, shape, start } = readHeader(name, head);
  const code = dtype.slice(1);
  const type = Object.hasOwn(TYPES, code) ? TYPES[code] : undefined;
  if (!type) {
    throw new Error(
      `${name} holds values of NumPy’s type “${dtype}”; only booleans, integers and ` +
        'floats of up to 8 bytes can be read.',
    );
  }
  const { size, decode } = type;
  return {
    ...{ shape, fortran, start, size },
    isBoolean: code === 'b1',
    decode(bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      return decode(view, bytes.length / size, dtype[0] !== '>');
    },
  };
}

/**
 * Reads a whole NumPy array, in C or Fortran order.
 * @throws as npyHeader(); and if it is incomplete
 */
export function parseNpy(name: string, file: Uint8Array<ArrayBuffer>): NumericArray {
  const { shape, fortran, start, size, decode } = npyHeader(name, file);
  checkLength(name, { shape, size }, file.length - start);
  const values = decode(file.subarray(start));
  return { name, shape, values: fortran ? inRowOrder(values, shape) : values };
}

/** @throws a sentence unless there are as many bytes after the header as it says */
export function checkLength(
  name: string,
  { shape, size }: Pick<NpyHeader, 'shape' | 'size'>,
  have: number,
): void {
  const count = times(shape);
  if (have === count * size) return;
  throw new Error(
    `${name} should hold ${shapeText(shape) || '1'} values of ${size} bytes after its ` +
      `header, ${count * size} bytes in total, but holds ${have}.`,
  );
}

function readHeader(name: string, file: Uint8Array<ArrayBuffer>) {
  const damaged = `${name} is damaged: its NumPy header cannot be read.`;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12) throw new Error(damaged);
  const version = file[6]!;
  if (version < 1 || version > 3) {
    throw new Error(`${name} is a NumPy file of version ${version}; versions 1 to 3 can be read.`);
  }
  const from = version === 1 ? 10 : 12;
  const start = from + (version === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > file.length) throw new Error(damaged);
  const header = new TextDecoder().decode(file.subarray(from, start));
  const dtype = /'descr'\s*:\s*'([^']*)'/.exec(header)?.[1];
  const order = /'fortran_order'\s*:\s*(True|False)/.exec(header)?.[1];
  const sizes = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(header)?.[1];
  if (dtype === undefined && /'descr'\s*:\s*\[/.test(header)) {
    throw new Error(
      `${name} holds records with several fields; only a single array of numbers can be read.`,
    );
  }
  if (dtype === undefined || order === undefined || sizes === undefined) throw new Error(damaged);
  const shape = (sizes.match(/\d+/g) ?? []).map(Number);
  return { dtype, fortran: order === 'True', shape, start };
}

function bytes(view: DataView<ArrayBuffer>): Values {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function singles(view: DataView<ArrayBuffer>, count: number, little: boolean): Values {
  const values = new Float32Array(count);
  for (let i = 0; i < count; ++i) values[i] = view.getFloat32(4 * i, little);
  return values;
}

function wide(size: number, get: (view: DataView, at: number, little: boolean) => number) {
  const decode: Decode = (view, count, little) => {
    const values = new Float64Array(count);
    for (let i = 0; i < count; ++i) values[i] = get(view, size * i, little);
    return values;
  };
  return { size, decode };
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Converts Fortran order, where the first dimension runs fastest, to C order. */
function inRowOrder<T extends Values>(values: T, shape: readonly number[]): T {
  const ordered = values.slice() as T;
  const steps = shape.map((_, axis) => times(shape.slice(0, axis)));
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < values.length; ++to) {
    ordered[to] = values[from]!;
    for (let axis = shape.length - 1; axis >= 0; --axis) {
      from += steps[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= steps[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return ordered;
}
