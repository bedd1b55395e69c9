import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EIGEN_ADVICE } from './advice.mjs';
import { ensureUnpacked } from './debian-unpack.mjs';
import { pickTool } from './pick-tool.mjs';
import { SetupError } from '../run.mjs';
import { thisSystem } from '../system.mjs';

/** 3.4 does not compile with `-msse4.2` for WebAssembly: it includes a header that is x86's own. */
export const EIGEN = { name: 'Eigen', minimum: '5.0.0', advice: EIGEN_ADVICE };

/** Finds or fetches Eigen; the folder that `#include <Eigen/Dense>` starts from. */
export async function ensureEigen() {
  const { debianLike } = thisSystem();
  const pick = pickTool(EIGEN, { installed: installedEigens(), debianLike });
  if (pick.kind === 'none') throw new SetupError(pick.reason);
  if (pick.kind === 'installed') return pick.folder;
  return join(await ensureUnpacked('Eigen'), 'usr/include/eigen3');
}

function installedEigens() {
  const systems = ['/usr/local', '/opt/homebrew', '/usr'].map((place) => `${place}/include/eigen3`);
  return [process.env.EIGEN3_INCLUDE_DIR, ...systems]
    .filter((folder) => folder && eigenVersion(folder))
    .map((folder) => ({ folder, version: eigenVersion(folder) }));
}

/** The version of Eigen in a folder, or null if there is none. */
export function eigenVersion(folder) {
  const files = ['Eigen/Version', 'Eigen/src/Core/util/Macros.h'].map((name) => join(folder, name));
  for (const file of files.filter((name) => existsSync(name))) {
    const text = readFileSync(file, 'utf8');
    const [world, major, minor, patch] = ['WORLD', 'MAJOR', 'MINOR', 'PATCH'].map(
      (part) => new RegExp(`EIGEN_${part}_VERSION (\\d+)`).exec(text)?.[1],
    );
    // Up to 3.4 the first number was called the world; since 5.0 the version begins with the major one.
    if (patch) return `${major}.${minor}.${patch}`;
    if (world) return `${world}.${major}.${minor}`;
  }
  return null;
}
