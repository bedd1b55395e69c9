import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { exitCode, run } from '../run.mjs';
import { timed } from '../timings.mjs';
import { programPath } from '../system.mjs';

/**
 * Configures one preset, the first time and after the toolchain has moved.
 * @param {'native' | 'sanitized' | 'thread-sanitized' | 'tidy' | 'wasm'} preset
 */
export async function cmakeConfigure(preset) {
  const cache = join(root, 'build', preset, 'CMakeCache.txt');
  const toolchain = join(root, 'build/toolchain.cmake');
  if (existsSync(cache) && statSync(cache).mtimeMs >= statSync(toolchain).mtimeMs) return;
  const generator = programPath('ninja') ? 'Ninja' : 'Unix Makefiles';
  const args = ['--preset', preset, '--fresh', '-G', generator, '--log-level=WARNING'];
  await timed(`${preset} build, configured`, () => run('cmake', args, { cwd: root }));
}

/** Configures and builds one preset: any but 'tidy'. */
export async function cmakeBuild(preset) {
  await cmakeConfigure(preset);
  await timed(`${preset} build`, () => run('cmake', building(preset), { cwd: root }));
}

/**
 * Builds in the time that other programs leave, and prints nothing. What fails here fails again, and
 * says why, in cmakeBuild(), which has to follow.
 */
export async function cmakeBuildInBackground(preset) {
  await cmakeConfigure(preset);
  await timed(`${preset} build, in the background`, () =>
    exitCode('cmake', building(preset), { cwd: root, stdio: 'ignore', priority: 19 }),
  );
}

function building(preset) {
  return ['--build', '--preset', preset, '--parallel', String(availableParallelism())];
}
