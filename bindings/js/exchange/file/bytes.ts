// Numbers of the model file, one after another; all are little-endian.

/** Reads what the library has written itself: nothing is checked. */
export class ByteReader {
  readonly #view: DataView<ArrayBuffer>;
  #at = 0;

  constructor(readonly bytes: Uint8Array<ArrayBuffer>) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.#at;
  }

  /** Where the next `size` bytes are, which are then behind. */
  place(size: number): [DataView<ArrayBuffer>, number] {
    this.#at += size;
    return [this.#view, this.#at - size];
  }

  take(size: number): Uint8Array<ArrayBuffer> {
    this.#at += size;
    return this.bytes.subarray(this.#at - size, this.#at);
  }
}

/** Bytes that grow as they are written. */
export class ByteWriter {
  #bytes = new Uint8Array(1024);
  #view = new DataView(this.#bytes.buffer);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Where the next `size` bytes go. It is valid until the next call. */
  place(size: number): [DataView<ArrayBuffer>, number] {
    const end = this.#size + size;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(end, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#size = end;
    return [this.#view, end - size];
  }

  put(bytes: Uint8Array): void {
    const [, at] = this.place(bytes.length);
    this.#bytes.set(bytes, at);
  }

  /** Zero bytes up to a multiple of `alignment`. */
  pad(alignment: number): void {
    this.place((alignment - (this.#size % alignment)) % alignment);
  }

  /** All that was written, not copied. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#size);
  }
}
