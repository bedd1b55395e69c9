import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { accessSource, type ByteSource } from '../../readers/bytes/byte-source.js';
import { fileFailure } from '../terminal/sentence.js';
import { spooled } from './spool.js';

/** A file that is open. */
export interface OpenSource extends AsyncDisposable {
  readonly source: ByteSource;
  /** Bytes of the file as it is, packed or not. */
  readonly byteLength: number;
}

/**
 * Opens a path, or `-` for standard input. What cannot be read twice, such as a pipe, is first copied to a
 * temporary file.
 * @throws a sentence
 */
export async function openSource(path: string, signal: AbortSignal): Promise<OpenSource> {
  if (path === '-') return openCopy('standard input', process.stdin, signal);
  const handle = await opened(path);
  const stat = await handle.stat();
  if (stat.isDirectory()) {
    await handle.close();
    throw fileFailure(path, { code: 'EISDIR' });
  }
  if (!stat.isFile()) return openCopy(path, handle.createReadStream(), signal);
  return openHandle(basename(path), handle, stat.size);
}

async function openCopy(name: string, stream: Readable, signal: AbortSignal): Promise<OpenSource> {
  const copy = await spooled(name, stream, signal);
  const handle = await opened(copy.path);
  return openHandle(name, handle, (await handle.stat()).size, () => copy.remove());
}

async function opened(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (error) {
    throw fileFailure(path, error);
  }
}

function openHandle(
  name: string,
  handle: FileHandle,
  byteLength: number,
  remove = async () => {},
): OpenSource {
  const access = {
    byteLength,
    async slice(start: number, end = byteLength): Promise<ArrayBuffer> {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, byteLength) - start));
      for (let have = 0; have < bytes.length;) {
        const { bytesRead } = await handle.read(bytes, have, bytes.length - have, start + have);
        if (bytesRead === 0) throw new Error(`${name} has become shorter while it was read.`);
        have += bytesRead;
      }
      return bytes.buffer;
    },
  };
  return {
    source: accessSource(name, access),
    byteLength,
    async [Symbol.asyncDispose]() {
      await handle.close();
      await remove();
    },
  };
}
