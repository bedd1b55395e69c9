import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { isLitter } from '../member-names.js';
import type { ByteSource } from './byte-source.js';
import { joined } from './joined.js';
import type { Pace } from './pace.js';

/** A file of a zip. */
export interface ZipEntry {
  /** With folders, as in the zip. */
  readonly path: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Limits for all unpacked bytes and for one image, against files made to fill the memory. */
const MOST_BYTES = 512 * 2 ** 20;
const MOST_IMAGE_BYTES = 64 * 2 ** 20;
const MOST_ENTRIES = 500_000;
/** fflate recurses from entry to entry, so a piece must hold only few of them. */
const PIECE = 64 * 1024;

export const IMAGE_NAME = /\.(png|jpe?g|jfif|gif|webp|avif|bmp)$/i;

/**
 * The `wanted` files of a zip, in their order, unpacked while the zip is read. Skips files that
 * systems leave behind, such as .DS_Store.
 * @throws a sentence for people
 */
export async function* zipEntries(
  source: ByteSource,
  wanted: (path: string) => boolean,
  pace: Pace,
): AsyncGenerator<ZipEntry, void> {
  const { name } = source;
  const complete: ZipEntry[] = [];
  const unfinished = new Set<string>();
  let unpacked = 0;
  let entries = 0;

  function collect(file: UnzipFile): void {
    const pieces: Uint8Array[] = [];
    let size = 0;
    unfinished.add(file.name);
    file.ondata = (error, piece, last) => {
      if (error) throw error;
      pieces.push(piece);
      size += piece.length;
      unpacked += piece.length;
      if (IMAGE_NAME.test(file.name) && size > MOST_IMAGE_BYTES) {
        throw new TooMuch(
          `${file.name} in ${name} unpacks to more than 64 MB, the most for an image.`,
        );
      }
      if (unpacked > MOST_BYTES) {
        throw new TooMuch(`${name} unpacks to more than 512 MB, the most that can be read.`);
      }
      if (!last) return;
      unfinished.delete(file.name);
      complete.push({ path: file.name, bytes: joined(pieces, size) });
    };
    file.start();
  }

  const unzip = new Unzip((file) => {
    if (++entries > MOST_ENTRIES)
      throw new TooMuch(`${name} has more than 500,000 files, the most that can be read.`);
    if (isLitter(file.name) || file.name.endsWith('/')) return;
    if (wanted(file.name)) collect(file);
  });
  unzip.register(UnzipInflate);

  function push(piece: Uint8Array, last: boolean): void {
    try {
      unzip.push(piece, last);
    } catch (error) {
      if (error instanceof TooMuch) throw error;
      throw new Error(damaged(name, [...unfinished].at(-1)), { cause: error });
    }
  }

  for await (const piece of source.open(pace, `Unpacking ${name}`)) {
    for (let start = 0; start < piece.length; start += PIECE) {
      push(piece.subarray(start, start + PIECE), false);
      yield* complete.splice(0);
    }
  }
  push(new Uint8Array(0), true);
  yield* complete.splice(0);
  if (unfinished.size > 0) throw new Error(damaged(name, [...unfinished][0]));
}

/** A sentence about content that is not accepted, as opposed to fflate's own errors. */
class TooMuch extends Error {}

function damaged(name: string, entry: string | undefined): string {
  const where = entry ? ` at ${entry}` : '';
  return `${name} cannot be unpacked${where}: it is damaged, incomplete or encrypted.`;
}
