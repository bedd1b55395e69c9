import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { skippedWithout } from '../toolchain/clang.mjs';
import { root } from '../paths.mjs';
import { exitCode } from '../run.mjs';
import { programPath } from '../system.mjs';
import { command } from './test-parts.mjs';

/**
 * Formats every file, or only checks its format: Prettier, and clang-format for C++.
 * @param {{ write: boolean }} how
 */
export async function formatting({ write }) {
  const prettier = [write ? '--write' : '--check', '--cache', '--log-level=warn', '.'];
  return [
    await command('formatting (npm run format)', 'prettier/bin/prettier.cjs', prettier),
    await cppFormatting(write ? ['-i'] : ['--dry-run', '-Werror']),
  ];
}

async function cppFormatting(how) {
  const name = 'formatting of C++ (npm run format)';
  const program = programPath('clang-format');
  if (!program) return skippedWithout('clang-format', name);
  const code = await exitCode(program, [...how, ...cppFiles()], { cwd: root });
  return { name, outcome: code === 0 ? 'passed' : 'failed', reason: '' };
}

const FOLDERS = ['src', 'bindings', 'tests/cpp', 'tests/fuzz', 'bench/limit'];

/** Every C++ file of the project, from its root. */
function cppFiles() {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /\.[ch]pp$/.test(name))
      .map((name) => join(folder, name)),
  ).sort();
}
