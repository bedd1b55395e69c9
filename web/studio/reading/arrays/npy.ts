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

/**
 * Reads a NumPy array, versions 1 to 3, of booleans, integers or floats, in C or Fortran order.
 * @throws a sentence for people if it holds something else or is incomplete
 * @see https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function parseNpy(name: string, file: Uint8Array<ArrayBuffer>): NumericArray {
  const { dtype, fortran, shape, start } = readHeader(name, file);
  const code = dtype.slice(1);
  const type = Object.hasOwn(TYPES, code) ? TYPES[code] : undefined;
  if (!type) {
    throw new Error(
      `${name} holds values of NumPy’s type “${dtype}”; the page reads booleans, integers and ` +
        'floats of up to 8 bytes.',
    );
  }
  const count = times(shape);
  const have = file.length - start;
  if (have !== count * type.size) {
    throw new Error(
      `${name} should hold ${shapeText(shape) || '1'} values of ${type.size} bytes after its ` +
        `header, ${count * type.size} bytes in total, but holds ${have}.`,
    );
  }
  const view = new DataView(file.buffer, file.byteOffset + start, have);
  const values = type.decode(view, count, dtype[0] !== '>');
  return { name, shape, values: fortran ? inRowOrder(values, shape) : values };
}

function readHeader(name: string, file: Uint8Array<ArrayBuffer>) {
  const damaged = `${name} is damaged: its NumPy header cannot be read.`;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12) throw new Error(damaged);
  const version = file[6]!;
  if (version < 1 || version > 3) {
    throw new Error(
      `${name} is a NumPy file of version ${version}; the page reads versions 1 to 3.`,
    );
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
      `${name} holds records with several fields; the page reads a single array of numbers.`,
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
