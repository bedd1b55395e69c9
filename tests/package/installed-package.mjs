import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../tools/paths.mjs';
import { runProgram } from './run-program.mjs';

/**
 * The package in an empty folder, packed and installed there as a user would: nothing of this
 * repository is in reach. Remove it.
 * @param {{ type?: 'module' | 'commonjs', files?: Record<string, string> }} options `type`: of the
 *   folder's own package.json; `files`: contents by their names
 * @returns {Promise<{ folder: string, tarball: string, remove: () => Promise<void> }>}
 */
export async function installedPackage({ type = 'module', files = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-consumer-'));
  const npm = async (...args) => {
    const { code, stderr } = await runProgram('npm', args, { cwd: folder });
    if (code !== 0) throw new Error(`npm ${args.join(' ')} failed: ${stderr}`);
  };
  const all = { ...files, 'package.json': JSON.stringify({ private: true, type }) };
  for (const [name, content] of Object.entries(all)) await writeFile(join(folder, name), content);
  await npm('pack', root, '--ignore-scripts', '--loglevel=error');
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  // It has no dependencies, so that there is nothing to be fetched.
  await npm('install', `./${tarball}`, '--offline', '--no-audit', '--no-fund', '--loglevel=error');
  return { folder, tarball: join(folder, tarball), remove: () => rm(folder, { recursive: true }) };
}
