type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;

const BLOCK = 65_536;

/** A typed array that grows by blocks: nothing is copied until its end is known. */
export class Growing<T extends Numbers> {
  readonly #make: (length: number) => T;
  readonly #full: T[] = [];
  #block: T;
  #used = 0;

  constructor(make: (length: number) => T) {
    this.#make = make;
    this.#block = make(BLOCK);
  }

  get length(): number {
    return this.#full.length * BLOCK + this.#used;
  }

  push(value: number): void {
    if (this.#used === BLOCK) {
      this.#full.push(this.#block);
      this.#block = this.#make(BLOCK);
      this.#used = 0;
    }
    this.#block[this.#used++] = value;
  }

  whole(): T {
    const whole = this.#make(this.length);
    this.#full.forEach((block, index) => whole.set(block, index * BLOCK));
    whole.set(this.#block.subarray(0, this.#used), this.#full.length * BLOCK);
    return whole;
  }
}

export const growingFloats = () => new Growing((length) => new Float64Array(length));
export const growingCodes = () => new Growing((length) => new Uint32Array(length));
