import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Fills a new folder, which replaces `folder` only when it is complete. An interrupted run leaves
 * `folder` as it was, and the next run removes the remains. Run one at a time.
 * @param {(partial: string) => Promise<void>} fill
 */
export async function replaceFolder(folder, fill) {
  const parent = dirname(folder);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    if (name.startsWith(`${basename(folder)}.partial-`))
      rmSync(join(parent, name), { recursive: true });
  }
  const partial = `${folder}.partial-${process.pid}`;
  mkdirSync(partial);
  try {
    await fill(partial);
    rmSync(folder, { recursive: true, force: true });
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}
