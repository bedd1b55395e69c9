import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installedPackage } from '../installed-package.mjs';

const app = fileURLToPath(new URL('app', import.meta.url));

/**
 * The package as a user has it, and an app that uses it beside. Remove it.
 * @returns {Promise<{ folder: string, trainModels: (options: object) => Promise<object>,
 *   remove: () => Promise<void> }>} `trainModels`: what the app does, done in Node
 */
export async function installedApp() {
  const { folder, remove } = await installedPackage();
  await cp(app, folder, { recursive: true });
  const { trainModels } = await import(pathToFileURL(join(folder, 'train-models.js')));
  return { folder, trainModels, remove };
}
