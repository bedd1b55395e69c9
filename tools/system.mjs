import { accessSync, constants, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { outputOf } from './run.mjs';

/** Full path of the first of `names` that is a program on the PATH, or null. */
export function programPath(...names) {
  for (const name of names) {
    for (const folder of (process.env.PATH ?? '').split(delimiter)) {
      const file = join(folder, name);
      if (isProgram(file)) return file;
    }
  }
  return null;
}

export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * The properties of this machine that matter for installing.
 * @returns {{ id: string, debianLike: boolean, root: boolean, macOS: boolean }}
 */
export function thisSystem() {
  const release = osRelease();
  return {
    id: release.ID ?? process.platform,
    debianLike:
      /\bdebian\b/.test(`${release.ID} ${release.ID_LIKE}`) && programPath('apt-get') !== null,
    root: process.getuid?.() === 0,
    macOS: process.platform === 'darwin',
  };
}

/** The fields of /etc/os-release; empty without that file. */
export function osRelease() {
  try {
    const lines = readFileSync('/etc/os-release', 'utf8').matchAll(/^(\w+)="?(.*?)"?$/gm);
    return Object.fromEntries([...lines].map(([, name, value]) => [name, value]));
  } catch {
    return {};
  }
}

/** The version that a program prints, or null if it is not installed. */
export function versionOf(program, ...args) {
  return program && outputOf(program, args.length ? args : ['--version']);
}
