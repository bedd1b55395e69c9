import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../tools/paths.mjs';
import { runProgram } from './run-program.mjs';

/**
 * The package in an empty folder, packed and installed there as a user would: nothing of this
 * repository is in reach. Remove it. A warning of npm's is an error here.
 * @param {{ type?: 'module' | 'commonjs', files?: Record<string, string> }} options `type`: of the
 *   folder's own package.json; `files`: contents by their names, in folders too
 * @returns {Promise<{ folder: string, tarball: string, remove: () => Promise<void> }>}
 */
export async function installedPackage({ type = 'module', files = {} } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-consumer-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const npm = async (...args) => {
    const quiet = ['--loglevel=warn', '--update-notifier=false'];
    const { code, stderr } = await runProgram('npm', [...args, ...quiet], { cwd: folder });
    if (code !== 0 || stderr)
      throw new Error(`npm ${args.join(' ')}: exit code ${code}, ${stderr}`);
  };
  try {
    const all = { ...files, 'package.json': JSON.stringify({ private: true, type }) };
    for (const [name, content] of Object.entries(all)) {
      await mkdir(join(folder, dirname(name)), { recursive: true });
      await writeFile(join(folder, name), content);
    }
    await npm('pack', root, '--ignore-scripts');
    const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
    // It has no dependencies, so that there is nothing to be fetched.
    await npm('install', `./${tarball}`, '--offline', '--no-audit', '--no-fund');
    return { folder, tarball: join(folder, tarball), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
