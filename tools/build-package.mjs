import { cmakeBuild } from './cmake.mjs';
import { writeDist } from './write-dist.mjs';

/** Builds the package into dist/: the WebAssembly modules, and the TypeScript around them. */
export async function buildPackage() {
  await cmakeBuild('wasm');
  await writeDist();
}
