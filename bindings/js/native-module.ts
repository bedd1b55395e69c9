import type { Build } from './builds.js';
import { VAEError } from './errors.js';
import { messageOf } from './message-of.js';
import type { NativeModule, NativeModuleFactory, NativeModuleSettings } from './native.js';
import type { BuildChoice } from './pick-build.js';
import { tagOf } from './tag-of.js';
import type { WasmSource } from './wasm-source.js';

// Literal specifiers: bundlers follow these, and no computed ones.
const factories: Record<Build, () => Promise<{ default: NativeModuleFactory }>> = {
  simd: () => import('./vae1-simd.mjs'),
  'simd-threads': () => import('./vae1-simd-threads.mjs'),
  relaxed: () => import('./vae1-relaxed.mjs'),
  'relaxed-threads': () => import('./vae1-relaxed-threads.mjs'),
};

/** A fresh instance of the module, with a memory and threads of its own. */
export async function loadNativeModule(choice: BuildChoice): Promise<NativeModule> {
  const { build, threads, wasm } = choice;
  try {
    const { default: factory } = await factories[build]();
    return await instantiate(factory, threads - 1, wasm);
  } catch (cause) {
    throw loadFailure(choice, cause);
  }
}

function loadFailure({ build, wasm }: BuildChoice, cause: unknown): VAEError {
  const reason = reasonOf(cause);
  // Engines throw no class of error for it that all share.
  if (/out of memory|could not allocate/i.test(reason))
    return new VAEError(
      'ERR_MEMORY',
      `There is no memory for one more model: ${reason}. dispose() gives back what a model has.`,
      { cause },
    );
  // What a page's server answers for a file that it does not have is no reason that names the file.
  const given = typeof wasm === 'string' ? ` with ${wasm}` : '';
  return new VAEError(
    'ERR_OPTION',
    `build '${build}' could not be loaded${given}: ${reason}. vae1-${build}.mjs must lie beside ` +
      `the worker's script, and so must vae1-${build}.wasm, unless wasmUrl or wasmBinary gives it.`,
    { cause },
  );
}

/** Without what Emscripten puts around it, which is for those who compile. */
function reasonOf(cause: unknown): string {
  return messageOf(cause).replace(
    /^Aborted\((.*)\)\. Build with -sASSERTIONS for more info\.$/s,
    '$1',
  );
}

async function instantiate(
  factory: NativeModuleFactory,
  helpers: number,
  wasm: WasmSource | undefined,
): Promise<NativeModule> {
  const settings: NativeModuleSettings = { helpers, printErr() {} };
  if (wasm === undefined) return factory(settings);
  if (typeof wasm === 'string') return factory({ ...settings, locateFile: () => wasm });
  const module =
    tagOf(wasm) === 'WebAssembly.Module'
      ? (wasm as WebAssembly.Module)
      : await WebAssembly.compile(wasm as Uint8Array<ArrayBuffer> | ArrayBuffer);
  // The factory does not hear of a failure in here, and would wait for ever.
  return new Promise((resolve, reject) => {
    const instantiateWasm: NativeModuleSettings['instantiateWasm'] = (imports, done) => {
      WebAssembly.instantiate(module, imports as WebAssembly.Imports)
        .then((instance) => done(instance, module))
        .catch(reject);
      return {};
    };
    factory({ ...settings, instantiateWasm }).then(resolve, reject);
  });
}
