import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SUITE, recipes } from './debian-recipes.mjs';
import { dependencyClosure, parsePackages } from './debian-packages.mjs';
import { installOnce } from './install-once.mjs';
import { cacheFolder } from '../paths.mjs';
import { privateApt } from './private-apt.mjs';
import { SetupError, exitCode, outputOf, run } from '../run.mjs';
import { timed } from '../timings.mjs';

/**
 * Unpacks Debian's own packages in a folder of the cache, without touching the system. All clones share
 * it. `flock` keeps two runs apart: every Debian has it, and it releases the lock even if its holder is
 * killed.
 * @param {keyof typeof recipes} name
 * @returns {Promise<string>} the folder
 */
export async function ensureUnpacked(name) {
  const folder = unpackedFolder(name);
  if (!existsSync(folder)) {
    mkdirSync(cacheFolder(), { recursive: true });
    const script = fileURLToPath(new URL('unpack.mjs', import.meta.url));
    const code = await timed(`${name} (download, then unpacked)`, () =>
      exitCode('flock', [`${folder}.lock`, process.execPath, script, name]),
    );
    if (code !== 0) throw new SetupError(`${name} was not set up, for the reason above.`);
  }
  return folder;
}

function unpackedFolder(name) {
  return join(cacheFolder(), `${name.toLowerCase()}-debian-${SUITE}-${recipes[name].revision}`);
}

/** Downloads, unpacks and finishes. The caller holds the lock. */
export async function unpack(name) {
  const folder = unpackedFolder(name);
  await installOnce(folder, async (partial) => {
    const downloads = `${partial}/downloads`;
    const apt = privateApt(`${partial}/apt`, SUITE, recipes[name].advice);
    try {
      console.log(`Downloading ${name} (packages of Debian ${SUITE}) into ${folder}`);
      const start = performance.now();
      const packages = await resolvePackages(recipes[name], apt);
      mkdirSync(downloads);
      await run('apt-get', ['download', '-qq', ...packages], { env: apt.env, cwd: downloads });
      const files = readdirSync(downloads).map((file) => join(downloads, file));
      const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      console.log(`Downloaded ${name}: ${Math.round(bytes / 1e6)} MB in ${seconds} s`);
      await Promise.all(files.map((file) => run('dpkg', ['-x', file, partial])));
    } finally {
      for (const temporary of [downloads, apt.folder])
        rmSync(temporary, { recursive: true, force: true });
    }
    await recipes[name].finish?.(partial, folder);
  });
}

async function resolvePackages({ roots, onSystem, advice }, apt) {
  // This also succeeds if some lists are unavailable. Then the packages are unknown below.
  await exitCode('apt-get', ['update', '-qq'], { env: apt.env });
  const show = (names) => parsePackages(showPackages(names, apt.env));
  const { names, unknown } = dependencyClosure(roots, (name) => onSystem.test(name), show);
  if (unknown.length) {
    throw new SetupError(
      `The Debian mirror of this system gave no package ${unknown.join(', ')} of ${SUITE}. ${advice}`,
    );
  }
  return names;
}

/** apt-cache fails if one name is unknown, but still prints the others. */
function showPackages(names, env) {
  const script = 'apt-cache show --no-all-versions "$@" || true';
  return outputOf('sh', ['-c', script, 'sh', ...names], { env }) ?? '';
}
