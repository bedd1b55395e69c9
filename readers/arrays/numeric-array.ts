/** An array of numbers of any shape; the last dimension runs fastest. */
export interface NumericArray {
  /** Name of the file, or of the part of it. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Uint8Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
}

export function times(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** '60000 × 28 × 28' */
export function shapeText(shape: readonly number[]): string {
  return shape.join(' × ');
}
