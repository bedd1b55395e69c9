import { hasUtf8Mark, likelyEncoding, statedEncoding } from './find-encoding.js';
import type { Encoding } from '../reading-options.js';

/**
 * Decodes a text piece by piece. Without a given encoding it is UTF-8, UTF-16 if the first bytes say so,
 * or what the first bytes look like that are not UTF-8: until then all are ASCII, which reads the same.
 */
export class PieceDecoder {
  readonly #name: string;
  readonly #given: Encoding | undefined;
  #encoding: Encoding | null = null;
  #decoder: TextDecoder | null = null;
  #marked = false;
  /** Whether a character beyond ASCII has shown that the encoding is right. */
  #sure = false;
  /** The beginning of a character that goes on in the next piece. */
  #begun = new Uint8Array(0);

  constructor(name: string, given: Encoding | undefined) {
    this.#name = name;
    this.#given = given;
  }

  /** As far as is known: UTF-8 for ASCII. */
  get encoding(): Encoding {
    return this.#encoding ?? this.#given ?? 'utf-8';
  }

  /** Whether the text begins with the byte-order mark of UTF-8. */
  get marked(): boolean {
    return this.#marked;
  }

  /** @param last Whether the text ends with this piece. @throws a sentence */
  decode(piece: Uint8Array<ArrayBuffer>, last: boolean): string {
    if (!this.#decoder) {
      const stated = statedEncoding(piece);
      this.#marked = hasUtf8Mark(piece);
      this.#sure = this.#given !== undefined || stated !== null;
      this.#use(this.#given ?? stated ?? 'utf-8');
    }
    try {
      const text = this.#decoder!.decode(piece, { stream: !last });
      if (!this.#sure) {
        this.#sure = /[^\0-\x7f\ufeff]/.test(text);
        this.#begun = this.#sure ? new Uint8Array(0) : highBytesAtEnd(piece);
      }
      return text;
    } catch {
      if (this.#sure) throw new Error(this.#fault());
      const all = new Uint8Array(this.#begun.length + piece.length);
      all.set(this.#begun);
      all.set(piece, this.#begun.length);
      this.#sure = true;
      this.#use(likelyEncoding(all));
      return this.decode(all, last);
    }
  }

  #use(encoding: Encoding): void {
    this.#encoding = encoding;
    this.#decoder = new TextDecoder(encoding, { fatal: true });
  }

  #fault(): string {
    const { encoding } = this;
    return this.#given
      ? `${this.#name} has bytes that are not ${encoding}: choose another encoding.`
      : `${this.#name} begins as ${encoding}, but has bytes that are not: choose its encoding, or ` +
          'save it as UTF-8.';
  }
}

function highBytesAtEnd(piece: Uint8Array): Uint8Array<ArrayBuffer> {
  let start = piece.length;
  while (start > 0 && piece.length - start < 3 && piece[start - 1]! >= 0x80) --start;
  return piece.slice(start);
}
