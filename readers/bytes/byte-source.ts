import { joined } from './joined.js';
import type { Pace } from './pace.js';

/** Bytes that can be read repeatedly, a piece at a time. */
export interface ByteSource {
  /** Used in messages; its ending helps to detect the format. */
  readonly name: string;
  /** Reports progress as `what`. */
  open(pace: Pace, what: string): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** The same bytes at any place, if they need not be unpacked first. */
  readonly access?: RandomAccess;
}

/** Bytes that can be read at any place. */
export interface RandomAccess {
  readonly byteLength: number;
  /** Bytes from `start` to before `end`, at most to the last one. */
  slice(start: number, end?: number): Promise<ArrayBuffer>;
}

/** Bytes per piece: about 20 ms of work for lines of a table. */
const PIECE = 512 * 1024;

export function fileSource(file: File): ByteSource {
  return blobSource(file.name, file);
}

export function bytesSource(name: string, bytes: Uint8Array<ArrayBuffer>): ByteSource {
  return blobSource(name, new Blob([bytes]));
}

export function blobSource(name: string, blob: Blob): ByteSource {
  return accessSource(name, blobAccess(blob, name));
}

/** A source of bytes that can be read at any place. */
export function accessSource(name: string, access: RandomAccess): ByteSource {
  return { name, access, open: (pace, what) => piecesOf(access, pace, what) };
}

async function* piecesOf(access: RandomAccess, pace: Pace, what: string) {
  const { byteLength } = access;
  for (let start = 0; start < byteLength; start += PIECE) {
    await pace.step(what, start / byteLength);
    yield new Uint8Array(await access.slice(start, start + PIECE));
  }
  await pace.step(what, 1);
}

function blobAccess(blob: Blob, name: string): RandomAccess {
  return {
    byteLength: blob.size,
    slice: (start, end) => bytesOf(blob.slice(start, end), name),
  };
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
      throw new Error(`${source.name} holds more than 1 GB, the most that can be read at once.`);
    }
  }
  return joined(pieces, have);
}

/** Access to any place of a source, whose bytes are read into memory if they are packed. */
export async function accessTo(source: ByteSource, pace: Pace): Promise<RandomAccess> {
  if (source.access) return source.access;
  const bytes = await allBytes(source, pace);
  return {
    byteLength: bytes.length,
    slice: async (start, end) => bytes.slice(start, end).buffer,
  };
}
