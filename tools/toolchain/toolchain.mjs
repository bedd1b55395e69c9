import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureEigen } from './eigen.mjs';
import { ensureEmscripten } from './emscripten.mjs';
import { root } from '../paths.mjs';

/** Finds or fetches Emscripten and Eigen, and tells CMake where they are (build/toolchain.cmake). */
export async function ensureToolchain() {
  const file = join(root, 'build/toolchain.cmake');
  const [emscripten, eigen] = await Promise.all([ensureEmscripten(), ensureEigen()]);
  const text =
    `set(VAE1_EMSCRIPTEN_ROOT "${emscripten}")\n` + `set(VAE1_EIGEN_INCLUDE "${eigen}")\n`;
  // Do not rewrite an equal file: a newer file makes CMake configure and build everything again.
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return;
  mkdirSync(join(root, 'build'), { recursive: true });
  writeFileSync(file, text);
}
