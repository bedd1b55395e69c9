import type { Build } from './builds.js';
import { VAEError } from './errors.js';
import type { NativeModule, NativeModuleFactory } from './native.js';

// Literal specifiers: bundlers follow these, and no computed ones.
const factories: Record<Build, () => Promise<{ default: NativeModuleFactory }>> = {
  simd: () => import('./vae1-simd.mjs'),
  'simd-threads': () => import('./vae1-simd-threads.mjs'),
  relaxed: () => import('./vae1-relaxed.mjs'),
  'relaxed-threads': () => import('./vae1-relaxed-threads.mjs'),
};

/** A fresh instance of the module, with a memory and threads of its own. */
export async function loadNativeModule(build: Build, threads: number): Promise<NativeModule> {
  try {
    const { default: factory } = await factories[build]();
    return await factory({ helpers: threads - 1, printErr() {} });
  } catch (cause) {
    throw new VAEError(
      'ERR_OPTION',
      `build '${build}' could not be loaded: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        `vae1-${build}.mjs and vae1-${build}.wasm must lie beside the package's other files.`,
      { cause },
    );
  }
}
