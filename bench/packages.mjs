import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packagesAreCurrent } from '../tools/toolchain/npm-packages.mjs';
import { root } from '../tools/paths.mjs';
import { run } from '../tools/run.mjs';

const folder = join(root, 'bench');

/** The Node that is measured, whatever Node the system has. */
export const node24 = join(folder, 'node_modules/.bin/node');

/** Installs the peers and Node 24 if they are missing or differ from the lock file. */
export async function ensureBenchPackages() {
  const read = (file) => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const record = 'node_modules/.package-lock.json';
  const installed = existsSync(join(folder, record)) ? read(record) : null;
  if (packagesAreCurrent(read('package-lock.json'), installed)) return;
  await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
}
