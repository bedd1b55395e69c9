import { openDestination } from './destination.js';

/**
 * Writes a file whose bytes are made at once. One that cannot be written is known before any work.
 * @param path `-` for standard output.
 * @returns How many bytes it has.
 * @throws a sentence
 */
export async function writeFile(
  path: string,
  make: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<number> {
  const destination = await openDestination(path);
  try {
    const bytes = await make();
    await destination.write(bytes);
    await destination.commit();
    return bytes.length;
  } finally {
    await destination.discard();
  }
}
