import { join } from 'node:path';
import { cmakeBuild } from './cmake.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** Builds the package into dist/: the WebAssembly modules, then the TypeScript around them. */
export async function buildPackage() {
  await cmakeBuild('wasm');
  await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc')], { cwd: root });
}
