// The kind of a value. Unlike `instanceof`, this also works for values of another realm, such as a frame.

/** The name of a value's kind: 'Date', 'Uint8Array', 'Object', ...; '' for a revoked proxy. */
export function tagOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value).slice('[object '.length, -1);
  } catch {
    return '';
  }
}

/** %TypedArray%.prototype[Symbol.toStringTag], which no object can fake. */
const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)!.get! as (this: unknown) => string | undefined;

/** 'Float32Array', ...; undefined for anything but a typed array. A DataView is none. */
export function typedArrayName(value: unknown): string | undefined {
  return typedArrayTag.call(value);
}
