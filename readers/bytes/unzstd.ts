import { allBytes, type ByteSource, bytesSource } from './byte-source.js';
import type { Pace } from './pace.js';

/** The content of a Zstandard file, unpacked at once. @throws a sentence for people */
export async function unzstd(packed: ByteSource, pace: Pace): Promise<ByteSource> {
  const bytes = await allBytes(packed, pace);
  const { decompressZstd } = await import('hyparquet-compressors');
  try {
    const name = packed.name.replace(/\.(zst|zstd)$/i, '');
    return bytesSource(name, decompressZstd(bytes).slice());
  } catch (cause) {
    throw new Error(
      `${packed.name} cannot be unpacked: its Zstandard data are damaged or incomplete.`,
      { cause },
    );
  }
}
