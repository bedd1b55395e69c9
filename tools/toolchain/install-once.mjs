import { existsSync } from 'node:fs';
import { replaceFolder } from './replace-folder.mjs';

/**
 * Fills `folder` unless it exists. It gets its name only when it is complete, so an interrupted
 * download or unpacking never looks finished. The caller holds the lock.
 * @param {(partial: string) => Promise<void>} fill
 */
export async function installOnce(folder, fill) {
  if (!existsSync(folder)) await replaceFolder(folder, fill);
}
