import { existsSync, readdirSync } from 'node:fs';
import { aptInstall } from './apt.mjs';
import { outputOf } from '../run.mjs';
import { programPath, thisSystem } from '../system.mjs';

/** The programs that check the C++ besides the compiler, and their Debian packages. */
const PROGRAMS = {
  'clang++': 'clang',
  'clang-format': 'clang-format',
  'clang-tidy': 'clang-tidy',
  'llvm-symbolizer': 'llvm',
};
/** Clang's sanitizers and libFuzzer. */
const RUNTIME = 'libclang-rt-dev';

/** Installs clang and its tools if allowed: as root on Debian. */
export async function ensureClang() {
  const { id, root } = thisSystem();
  if (id !== 'debian' || !root) return;
  const missing = Object.keys(PROGRAMS).filter((name) => !programPath(name));
  const packages = missing.map((name) => PROGRAMS[name]);
  if (!hasSanitizers()) packages.push(RUNTIME);
  if (packages.length) await aptInstall(packages);
}

/** Whether there is a clang++ with the libraries of its sanitizers. */
export function hasSanitizers() {
  const compiler = programPath('clang++');
  const folder = compiler && outputOf(compiler, ['-print-runtime-dir'])?.trim();
  if (!folder || !existsSync(folder)) return false;
  const libraries = readdirSync(folder);
  return ['asan', 'tsan'].every((name) => libraries.some((file) => file.includes(`.${name}`)));
}

/** The outcome of a check that this machine has no program for. */
export function skippedWithout(program, name) {
  return { name, outcome: 'skipped', reason: `${program} was not found` };
}
