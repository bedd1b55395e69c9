import { findFormat, type Format, HEAD } from '../find-format.js';
import { type ByteSource, firstBytes } from './byte-source.js';
import { gunzipped } from './gunzip.js';
import type { Pace } from './pace.js';

/** A file as it is, or unpacked if it was compressed alone. */
export interface Unpacked {
  readonly source: ByteSource;
  readonly format: Exclude<Format, 'gzip' | 'zstd'>;
  readonly wasPacked: boolean;
  /** The first bytes. */
  readonly head: Uint8Array;
}

/** Identifies a file, and unpacks one of gzip or Zstandard. @throws a sentence for people */
export async function unpacked(given: ByteSource, pace: Pace): Promise<Unpacked> {
  const first = await firstBytes(given, HEAD, pace);
  const format = findFormat(given.name, first);
  if (format !== 'gzip' && format !== 'zstd')
    return { source: given, format, wasPacked: false, head: first };
  const source =
    format === 'gzip' ? gunzipped(given) : await (await import('./unzstd.js')).unzstd(given, pace);
  const head = await firstBytes(source, HEAD, pace);
  const inner = findFormat(source.name, head);
  if (inner === 'gzip' || inner === 'zstd') {
    throw new Error(`${given.name} is compressed twice: unpack it once.`);
  }
  return { source, format: inner, wasPacked: true, head };
}
