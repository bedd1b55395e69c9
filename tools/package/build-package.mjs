import { cmakeBuild } from '../toolchain/cmake.mjs';
import { timed } from '../timings.mjs';
import { writeDist } from './write-dist.mjs';

/** Builds the package into dist/: the WebAssembly modules, and the TypeScript around them. */
export async function buildPackage() {
  await cmakeBuild('wasm');
  await timed('dist/', writeDist);
}
