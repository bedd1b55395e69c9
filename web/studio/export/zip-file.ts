import { Zip, ZipPassThrough } from 'fflate';

/**
 * A zip without compression: it goes to the person's own disk, and what compresses would be loaded by every
 * visit.
 */
export class ZipFile {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #zip = new Zip((error, part) => {
    if (error) throw error;
    this.#parts.push(part);
  });

  add(name: string, bytes: Uint8Array<ArrayBuffer>): void {
    const file = new ZipPassThrough(name);
    this.#zip.add(file);
    file.push(bytes, true);
  }

  /** Finishes the zip; nothing can be added afterwards. */
  blob(): Blob {
    this.#zip.end();
    return new Blob(this.#parts, { type: 'application/zip' });
  }
}
