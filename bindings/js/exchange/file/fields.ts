// What the sections of a model file consist of. One description of a section reads its bytes, and
// checks and writes the same as JSON, which may come from anywhere.
import { VAEError } from '../../errors/errors.js';
import { show } from '../../errors/show.js';
import { isObject } from '../../options/option-rules.js';
import type { ByteReader, ByteWriter } from './bytes.js';

export interface Field<T> {
  read(from: ByteReader): T;
  /**
   * @param place The value's name in errors.
   * @throws ERR_MODEL_FILE for another kind of value than `read` returns.
   */
  write(to: ByteWriter, value: unknown, place: string): void;
}

/** The values of a record: its length fields (`#name`) and its reserved ones (`_name`) have none. */
export type RecordOf<Fields> = {
  -readonly [
    Name in keyof Fields as Name extends `#${string}` | `_${string}` ? never : Name
  ]: Fields[Name] extends Field<infer T> ? T : never;
};

export function refuse(place: string, expected: string, value: unknown): never {
  throw new VAEError('ERR_MODEL_FILE', `${place} must be ${expected}, not ${show(value)}.`);
}

function whole(least: number, most: number, size: number, type: Integer): Field<number> {
  return {
    read(from) {
      const [view, at] = from.place(size);
      return Number(view[`get${type}`](at, true));
    },
    write(to, value, place) {
      if (!Number.isInteger(value) || (value as number) < least || (value as number) > most)
        refuse(place, `an integer from ${least} to ${most}`, value);
      const [view, at] = to.place(size);
      if (type === 'BigInt64' || type === 'BigUint64')
        view[`set${type}`](at, BigInt(value as number), true);
      else view[`set${type}`](at, value as number, true);
    },
  };
}
type Integer = 'Uint8' | 'Uint32' | 'Int32' | 'BigUint64' | 'BigInt64';

const MOST = Number.MAX_SAFE_INTEGER;
export const u8 = whole(0, 2 ** 8 - 1, 1, 'Uint8');
export const u32 = whole(0, 2 ** 32 - 1, 4, 'Uint32');
export const i32 = whole(-(2 ** 31), 2 ** 31 - 1, 4, 'Int32');
export const u64 = whole(0, MOST, 8, 'BigUint64');
export const i64 = whole(-MOST, MOST, 8, 'BigInt64');

/** 64 bits that are no number: hexadecimal digits. */
export const bits64: Field<string> = {
  read(from) {
    const [view, at] = from.place(8);
    return view.getBigUint64(at, true).toString(16).padStart(16, '0');
  },
  write(to, value, place) {
    if (typeof value !== 'string' || !/^[\da-f]{16}$/.test(value))
      refuse(place, '16 hexadecimal digits', value);
    const [view, at] = to.place(8);
    view.setBigUint64(at, BigInt(`0x${value}`), true);
  },
};

/** Numbers for which JSON has no form. */
const NAMED = new Map([Infinity, -Infinity, -0].map((value) => [nameOf(value), value]));

/** As JSON.stringify() calls it: every number keeps its value. */
export function jsonNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && (Object.is(value, -0) || !Number.isFinite(value))
    ? nameOf(value)
    : value;
}

function nameOf(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

export const f64: Field<number> = {
  read(from) {
    const [view, at] = from.place(8);
    return view.getFloat64(at, true);
  },
  write(to, value, place) {
    const number = typeof value === 'string' ? NAMED.get(value) : value;
    if (typeof number !== 'number') refuse(place, 'a number', value);
    const [view, at] = to.place(8);
    view.setFloat64(at, number, true);
  },
};

/** One of these names; its number is its place among them. */
export function choice<const Name extends string>(
  names: readonly Name[],
  place: Field<number> = u8,
): Field<Name> {
  return {
    read: (from) => names[place.read(from)]!,
    write(to, value, name) {
      const number = names.indexOf(value as Name);
      if (number < 0) refuse(name, `one of ${names.join(', ')}`, value);
      place.write(to, number, name);
    },
  };
}

/** True or false, as a number 1 or 0. */
export function flag(number: Field<number>): Field<boolean> {
  return {
    read: (from) => number.read(from) === 1,
    write(to, value, place) {
      if (typeof value !== 'boolean') refuse(place, 'true or false', value);
      number.write(to, Number(value), place);
    },
  };
}

/** Those of up to eight names that apply, as the bits of a byte. */
export function flags<const Name extends string>(names: readonly Name[]): Field<Name[]> {
  return {
    read(from) {
      const bits = u8.read(from);
      return names.filter((_, bit) => bits & (1 << bit));
    },
    write(to, value, place) {
      if (!Array.isArray(value) || !value.every((name) => names.includes(name)))
        refuse(place, `an array of names among ${names.join(', ')}`, value);
      const bits = names.reduce((sum, name, bit) => sum + (value.includes(name) ? 1 << bit : 0), 0);
      u8.write(to, bits, place);
    },
  };
}

/** An array of this length. */
export function times<T>(length: number, item: Field<T>): Field<T[]> {
  return {
    read: (from) => Array.from({ length }, () => item.read(from)),
    write(to, value, place) {
      if (!Array.isArray(value) || value.length !== length)
        refuse(place, `an array of ${length}`, value);
      value.forEach((each, i) => item.write(to, each, `${place}[${i}]`));
    },
  };
}

/** An array after its length. */
export function list<T>(item: Field<T>, length: Field<number> = u64): Field<T[]> {
  return {
    read: (from) => times(length.read(from), item).read(from),
    write(to, value, place) {
      if (!Array.isArray(value)) refuse(place, 'an array', value);
      length.write(to, value.length, place);
      times(value.length, item).write(to, value, place);
    },
  };
}

/** In a record, an array whose length an earlier field `#name` has. */
export function items<T>(item: Field<T>): Field<T[]> & Items {
  return { ...list(item), items: item };
}
/** A field that is an array in a record. */
export interface Items {
  readonly items: Field<unknown>;
}

/**
 * Fields one after another. `#name` is the length of the field `name`, one of items(); `_name` is
 * reserved, and 0.
 */
export function record<const Fields extends Record<string, Field<unknown>>>(
  fields: Fields,
): Field<RecordOf<Fields>> {
  const names = Object.keys(fields);
  const known = names.filter((name) => !/^[#_]/.test(name));
  return {
    read(from) {
      const values: Record<string, unknown> = {};
      const lengths = new Map<string, number>();
      for (const name of names) {
        const field = fields[name]!;
        if (name.startsWith('#')) lengths.set(name.slice(1), field.read(from) as number);
        else if (name.startsWith('_')) field.read(from);
        else values[name] = sized(field, lengths.get(name)).read(from);
      }
      return values as RecordOf<Fields>;
    },
    write(to, value, place) {
      if (!isObject(value)) refuse(place, `an object of ${known.join(', ')}`, value);
      const values = value as Record<string, unknown>;
      const lengths = new Map<string, number>();
      for (const name of names) {
        const field = fields[name]!;
        if (name.startsWith('#')) {
          const counted = name.slice(1);
          const array = values[counted];
          if (!Array.isArray(array)) refuse(`${counted} in ${place}`, 'an array', array);
          lengths.set(counted, array.length);
          field.write(to, array.length, `the length of ${counted} in ${place}`);
        } else if (name.startsWith('_')) field.write(to, 0, place);
        else sized(field, lengths.get(name)).write(to, values[name], `${name} in ${place}`);
      }
    },
  };
}

/** A record, and another one that depends on its values. */
export function followed<A extends object, B extends object>(
  first: Field<A>,
  next: (values: A) => Field<B>,
): Field<A & B> {
  return {
    read(from) {
      const values = first.read(from);
      return { ...values, ...next(values).read(from) };
    },
    write(to, value, place) {
      first.write(to, value, place);
      next(value as A).write(to, value, place);
    },
  };
}

function sized(field: Field<unknown>, length: number | undefined): Field<unknown> {
  return length === undefined ? field : times(length, (field as Field<unknown> & Items).items);
}
