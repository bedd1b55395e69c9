import { joined } from './joined.js';
import type { Pace } from './pace.js';

/** Bytes that can be read repeatedly, a piece at a time. */
export interface ByteSource {
  /** Used in messages; its ending helps to detect the format. */
  readonly name: string;
  /** Reports progress as `what`. */
  open(pace: Pace, what: string): AsyncIterable<Uint8Array<ArrayBuffer>>;
}

/** Bytes per piece: about 20 ms of work for lines of a table. */
const PIECE = 512 * 1024;

export function fileSource(file: File): ByteSource {
  return { name: file.name, open: (pace, what) => piecesOf(file, file.name, pace, what) };
}

export function bytesSource(name: string, bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return { name, open: (pace, what) => piecesOf(new Blob([bytes]), name, pace, what) };
}

async function* piecesOf(blob: Blob, name: string, pace: Pace, what: string) {
  for (let start = 0; start < blob.size; start += PIECE) {
    await pace.step(what, start / blob.size);
    yield new Uint8Array(await bytesOf(blob.slice(start, start + PIECE), name));
  }
  await pace.step(what, 1);
}

function bytesOf(part: Blob, name: string): Promise<ArrayBuffer> {
  return part.arrayBuffer().catch((error: unknown) => {
    throw new Error(`${name} could not be read. It may have been moved or changed meanwhile.`, {
      cause: error,
    });
  });
}

/** Up to `count` bytes from the beginning. */
export async function firstBytes(source: ByteSource, count: number, pace: Pace) {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let have = 0;
  for await (const piece of source.open(pace, `Opening ${source.name}`)) {
    pieces.push(piece);
    have += piece.length;
    if (have >= count) break;
  }
  return joined(pieces, have).subarray(0, count);
}

/** Limit for files that are read into memory whole. */
const MOST_BYTES = 2 ** 30;

/** @throws a sentence if there are more than 1 GB. */
export async function allBytes(source: ByteSource, pace: Pace): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let have = 0;
  for await (const piece of source.open(pace, `Reading ${source.name}`)) {
    pieces.push(piece);
    have += piece.length;
    if (have > MOST_BYTES) {
      throw new Error(
        `${source.name} holds more than 1 GB, the most that the page can read at once.`,
      );
    }
  }
  return joined(pieces, have);
}
