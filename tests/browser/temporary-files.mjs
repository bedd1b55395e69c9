import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Writes files into a temporary folder, for choosing them on the page. Remove them.
 * @param {Record<string, string | Uint8Array | AsyncIterable>} contents by name
 */
export async function writeFiles(contents) {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-files-'));
  for (const [name, content] of Object.entries(contents))
    await writeFile(join(folder, name), content);
  return {
    path: (name) => join(folder, name),
    remove: () => rm(folder, { recursive: true }),
  };
}
