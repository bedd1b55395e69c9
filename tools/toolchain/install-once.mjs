import { existsSync } from 'node:fs';
import { replaceFolder } from './replace-folder.mjs';

/**
 * Fills `folder` unless it exists. It appears under its name only when it is whole: a download or an
 * unpacking that was cut short is never taken for a finished one. The caller holds the lock.
 * @param {(partial: string) => Promise<void>} fill
 */
export async function installOnce(folder, fill) {
  if (!existsSync(folder)) await replaceFolder(folder, fill);
}
