import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureEmscripten } from '../../tools/toolchain/emscripten.mjs';
import { root } from '../../tools/paths.mjs';
import { run } from '../../tools/run.mjs';

const source = fileURLToPath(new URL('multiply_add.cpp', import.meta.url));
const FLAGS = {
  simd: ['-msimd128', '-ffp-contract=off'],
  relaxed: ['-msimd128', '-mrelaxed-simd'],
};

/** Builds build/bench/limit-simd.wasm and limit-relaxed.wasm: bare modules, no JavaScript. */
export async function buildLimits() {
  const folder = join(root, 'build/bench');
  mkdirSync(folder, { recursive: true });
  const emxx = join(await ensureEmscripten(), 'em++');
  for (const [family, flags] of Object.entries(FLAGS)) {
    const out = join(folder, `limit-${family}.wasm`);
    if (statSync(out, { throwIfNoEntry: false })?.mtimeMs > statSync(source).mtimeMs) continue;
    await run(emxx, ['-std=c++20', '-O3', ...flags, '--no-entry', source, '-o', out]);
  }
}
