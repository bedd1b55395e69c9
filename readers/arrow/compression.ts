import { compressionRegistry, CompressionType } from 'apache-arrow';
import { decompressZstd } from 'hyparquet-compressors';

/**
 * Lets the library read record batches that are compressed with ZSTD. Those with LZ4 are frames of blocks that
 * refer to one another, which no library here unpacks.
 */
export function registerCompression(): void {
  // A copy begins at an address that numbers of 8 bytes can have; what comes back need not.
  const decode = (bytes: Uint8Array) => decompressZstd(bytes).slice();
  compressionRegistry.set(CompressionType.ZSTD, { decode });
}
