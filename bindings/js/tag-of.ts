// What a value is, told the same for one of another realm, such as a frame, where `instanceof` is not.

/** The name of its kind: 'Date', 'ArrayBuffer', 'Uint8Array', 'Object', ...; '' for a revoked proxy. */
export function tagOf(value: unknown): string {
  try {
    return Object.prototype.toString.call(value).slice('[object '.length, -1);
  } catch {
    return '';
  }
}

/** %TypedArray%.prototype[Symbol.toStringTag], which no object can pretend to. */
const typedArrayTag = Object.getOwnPropertyDescriptor(
  Object.getPrototypeOf(Uint8Array.prototype),
  Symbol.toStringTag,
)!.get! as (this: unknown) => string | undefined;

/** 'Float32Array', ...; undefined for what is no typed array, a DataView among them. */
export function typedArrayName(value: unknown): string | undefined {
  return typedArrayTag.call(value);
}
