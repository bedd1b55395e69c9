type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Uint8Array<ArrayBuffer>;

/** Block lengths; the first is short because a table may have thousands of columns. */
const FIRST_BLOCK = 64;
const LONGEST_BLOCK = 65_536;

/** A typed array that grows by blocks and copies nothing until its length is known. */
export class Growing<T extends Numbers> {
  readonly #make: (length: number) => T;
  readonly #full: T[] = [];
  #block: T;
  #used = 0;
  /** Values in the full blocks. */
  #before = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#block = make(FIRST_BLOCK);
  }

  get length(): number {
    return this.#before + this.#used;
  }

  push(value: number): void {
    const { length } = this.#block;
    if (this.#used === length) {
      this.#full.push(this.#block);
      this.#before += length;
      this.#block = this.#make(Math.min(2 * length, LONGEST_BLOCK));
      this.#used = 0;
    }
    this.#block[this.#used++] = value;
  }

  whole(): T {
    const whole = this.#make(this.length);
    let end = 0;
    for (const block of this.#full) {
      whole.set(block, end);
      end += block.length;
    }
    whole.set(this.#block.subarray(0, this.#used), end);
    return whole;
  }
}

export const growingFloats = () => new Growing((length) => new Float64Array(length));
export const growingBytes = () => new Growing((length) => new Uint8Array(length));
export const growingCodes = () => new Growing((length) => new Uint32Array(length));
