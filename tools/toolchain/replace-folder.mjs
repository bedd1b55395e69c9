import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Fills a folder that takes the place of `folder`, if there is one, only when it is whole. What was
 * cut short leaves `folder` as it was, and what a killed run left beside it goes. One at a time.
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
