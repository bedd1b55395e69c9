import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { run } from '../run.mjs';
import { timed } from '../timings.mjs';

/**
 * Whether every package of the lock file is installed in the locked version. Packages for other
 * machines (`optional`) do not count: npm leaves them out.
 * @param {{ packages: object }} lock package-lock.json
 * @param {{ packages: object } | null} installed npm's own record, node_modules/.package-lock.json
 */
export function packagesAreCurrent(lock, installed) {
  return Object.entries(lock.packages)
    .filter(([path, { optional }]) => path && !optional)
    .every(([path, { version }]) => installed?.packages[path]?.version === version);
}

/**
 * Installs the packages of a project folder if they are missing or differ from its lock file.
 */
export async function ensureNpmPackages(folder = '.') {
  const cwd = join(root, folder);
  const read = (file) => JSON.parse(readFileSync(join(cwd, file), 'utf8'));
  const record = 'node_modules/.package-lock.json';
  const installed = existsSync(join(cwd, record)) ? read(record) : null;
  if (packagesAreCurrent(read('package-lock.json'), installed)) return;
  console.log(`Installing the packages of ${join(folder, 'package-lock.json')} (npm ci)`);
  const install = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  await timed(`npm packages of ${folder} (download)`, () => run('npm', install, { cwd }));
}
