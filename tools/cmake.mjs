import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { programPath } from './system.mjs';

/**
 * Configures (the first time, and when the toolchain has moved) and builds one preset.
 * @param {'native' | 'sanitized' | 'thread-sanitized' | 'wasm'} preset
 */
export async function cmakeBuild(preset) {
  const cache = join(root, 'build', preset, 'CMakeCache.txt');
  const toolchain = join(root, 'build/toolchain.cmake');
  if (!existsSync(cache) || statSync(cache).mtimeMs < statSync(toolchain).mtimeMs) {
    const generator = programPath('ninja') ? 'Ninja' : 'Unix Makefiles';
    const args = ['--preset', preset, '--fresh', '-G', generator, '--log-level=WARNING'];
    await run('cmake', args, { cwd: root });
  }
  const jobs = ['--parallel', String(availableParallelism())];
  await run('cmake', ['--build', '--preset', preset, ...jobs], { cwd: root });
}
