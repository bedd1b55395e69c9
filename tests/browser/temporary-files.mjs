import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Writes files into a temporary folder, for choosing them on the page. Remove them.
 * @param {Record<string, string | Uint8Array | AsyncIterable>} contents by name, or by path
 */
export async function writeFiles(contents) {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-files-'));
  for (const [name, content] of Object.entries(contents)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  }
  return {
    path: (name) => join(folder, name),
    remove: () => rm(folder, { recursive: true }),
  };
}
