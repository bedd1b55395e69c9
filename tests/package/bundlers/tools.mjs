import { existsSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = fileURLToPath(new URL('../tools', import.meta.url));
const { resolve } = createRequire(join(folder, 'package.json'));

/** For `test(name, { skip }, ...)`: false, or why there is nothing to build with. */
export const skip = existsSync(join(folder, 'node_modules'))
  ? false
  : '"npm ci" in tests/package/tools brings the bundlers';

/** The folder of the programs' names, to be in the PATH of a shell. */
export const programs = join(folder, 'node_modules/.bin');

/** A file of a package of tests/package/tools. */
export const toolFile = (path) => join(folder, 'node_modules', path);

/** Imports a package of tests/package/tools. */
export const importTool = (name) => import(pathToFileURL(resolve(name)));

/** Puts a package of tests/package/tools where `npm install` in `consumer` would have put it. */
export async function linkTool(name, consumer) {
  const link = join(consumer, 'node_modules', name);
  await mkdir(dirname(link), { recursive: true });
  await symlink(join(folder, 'node_modules', name), link);
}
