import { existsSync, readdirSync, renameSync, rmSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Fills `folder` unless it exists. It appears under its name only when it is whole: a download or an
 * unpacking that was cut short is never taken for a finished one. The caller holds the lock.
 * @param {(partial: string) => Promise<void>} fill
 */
export async function installOnce(folder, fill) {
  if (existsSync(folder)) return;
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
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}
