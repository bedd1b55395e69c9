import type { Compressors } from 'hyparquet';
import {
  decompressGzip,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
} from 'hyparquet-compressors';

interface Zlib {
  brotliDecompressSync(bytes: Uint8Array): Uint8Array;
}
type Host = { process?: { getBuiltinModule?(name: string): Zlib | undefined } };

/**
 * What unpacks the pages of a Parquet file, besides Snappy, which hyparquet has built in. Brotli is unpacked
 * by Node alone: its dictionary is larger than all else that reads Parquet.
 */
export function compressors(): Compressors {
  const zlib = (globalThis as Host).process?.getBuiltinModule?.('node:zlib');
  return {
    GZIP: decompressGzip,
    ZSTD: (bytes) => decompressZstd(bytes),
    LZ4: decompressLz4,
    LZ4_RAW: decompressLz4Raw,
    ...(zlib && {
      BROTLI: (bytes: Uint8Array) => new Uint8Array(zlib.brotliDecompressSync(bytes)),
    }),
  };
}
