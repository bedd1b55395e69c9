import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const FOLDERS = ['src', 'bindings', 'tests/cpp', 'tests/fuzz', 'bench/limit'];

/** Every C++ file of the project, from its root. */
export function cppFiles() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /\.[ch]pp$/.test(name))
      .map((name) => join(folder, name)),
  ).sort();
}
