import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** A zip, built file by file. */
export class ZipFile {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #zip = new Zip((error, part) => {
    if (error) throw error;
    this.#parts.push(part);
  });

  /** @param compress Default: false, for files that are compressed already. */
  add(name: string, bytes: Uint8Array<ArrayBuffer>, { compress = false } = {}): void {
    const file = compress ? new ZipDeflate(name) : new ZipPassThrough(name);
    this.#zip.add(file);
    file.push(bytes, true);
  }

  /** Finishes the zip; nothing can be added afterwards. */
  blob(): Blob {
    this.#zip.end();
    return new Blob(this.#parts, { type: 'application/zip' });
  }
}
