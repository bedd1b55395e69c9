// Coded rows as a safetensors file: docs/guide/exporting.md.
import { type FileHandle, open } from 'node:fs/promises';
import type { CodedRows } from 'vae1';
import { fileFailure } from '../terminal/sentence.js';

const VERSION = '1';
const LENGTH_BYTES = 8;
const ALIGNMENT = 8;

/** A file of one tensor, `rows`, which is written while its rows come. */
export class CodedFile implements AsyncDisposable {
  readonly #file: FileHandle;
  readonly #name: string;
  #rows = 0;
  #features = 0;
  #coding = '';
  #end = 0;

  private constructor(file: FileHandle, name: string) {
    this.#file = file;
    this.#name = name;
  }

  /** @param name Of the file in sentences. @throws a sentence */
  static async open(path: string, name: string): Promise<CodedFile> {
    try {
      return new CodedFile(await open(path, 'w'), name);
    } catch (error) {
      throw fileFailure(name, error);
    }
  }

  get rows(): number {
    return this.#rows;
  }

  /** Writes `count` rows. @throws a sentence */
  async write({ rows, coding }: CodedRows, count: number): Promise<void> {
    if (this.#rows === 0) {
      [this.#features, this.#coding] = [rows.length / count, coding];
      this.#end = this.#header(Number.MAX_SAFE_INTEGER).length;
    }
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
    await this.#put(bytes, this.#end);
    this.#end += bytes.length;
    this.#rows += count;
  }

  /** Writes the header, which says how many rows there are. @throws a sentence */
  async end(): Promise<void> {
    await this.#put(this.#header(this.#rows), 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
  }

  /** As long for any number of rows. */
  #header(rows: number): Uint8Array {
    const describe = (count: number) =>
      Buffer.from(
        JSON.stringify({
          __metadata__: { 'vae1.coded': VERSION, 'vae1.coding': this.#coding },
          rows: {
            dtype: 'F32',
            shape: [count, this.#features],
            data_offsets: [0, 4 * count * this.#features],
          },
        }),
      );
    const longest = describe(Number.MAX_SAFE_INTEGER).length;
    const length = Math.ceil(longest / ALIGNMENT) * ALIGNMENT;
    const header = Buffer.alloc(LENGTH_BYTES + length, ' ');
    header.writeBigUInt64LE(BigInt(length));
    describe(rows).copy(header, LENGTH_BYTES);
    return header;
  }

  async #put(bytes: Uint8Array, at: number): Promise<void> {
    try {
      for (let done = 0; done < bytes.length;) {
        const left = bytes.length - done;
        done += (await this.#file.write(bytes, done, left, at + done)).bytesWritten;
      }
    } catch (error) {
      throw fileFailure(this.#name, error);
    }
  }
}
