import { VAEError } from '../errors/errors.js';
import { messageOf } from '../errors/message-of.js';
import { moduleFactories } from './module-factories.js';
import type { NativeEngine, NativeModuleFactory, NativeModuleSettings } from './native.js';
import type { BuildChoice } from './pick-build.js';
import { tagOf } from '../errors/tag-of.js';
import type { StartThread } from './thread.js';
import type { WasmSource } from './builds.js';

/**
 * Makes a new instance of the module, with its own memory and threads.
 * @param startThread Required for more than one thread.
 */
export async function loadNativeModule(
  choice: BuildChoice,
  startThread: StartThread | undefined,
): Promise<NativeEngine> {
  const { build, threads, wasm } = choice;
  const settings: NativeModuleSettings = {
    helpers: threads - 1,
    printErr() {},
    startThread: () => startThread!(build),
  };
  try {
    const { default: factory } = await moduleFactories[build]();
    return await instantiate(factory, settings, wasm);
  } catch (cause) {
    throw loadFailure(choice, cause);
  }
}

function loadFailure({ build, wasm }: BuildChoice, cause: unknown): VAEError {
  const reason = reasonOf(cause);
  // JavaScript engines throw different classes of error for this, so only the message tells.
  if (/out of memory|could not allocate/i.test(reason))
    return new VAEError(
      'ERR_MEMORY',
      `There is no memory for another model: ${reason}. dispose() frees the memory of a model.`,
      { cause },
    );
  // If a server lacks the file, the reason does not name it, so the sentence must.
  const given =
    wasm === undefined ? '' : typeof wasm === 'string' ? ` with ${wasm}` : ' with wasmBinary';
  const beside = `vae1-${build}.mjs must lie beside the script that loads it`;
  return new VAEError(
    'ERR_OPTION',
    `build '${build}' could not be loaded${given}: ${reason}. ` +
      (wasm === undefined
        ? `${beside}, and so must vae1-${build}.wasm, unless wasmUrl or wasmBinary gives it.`
        : `${beside}, and the WebAssembly must be vae1-${build}.wasm of the same version.`),
    { cause },
  );
}

/** The reason without Emscripten's advice to those who compile. */
function reasonOf(cause: unknown): string {
  return messageOf(cause).replace(
    /^Aborted\((.*)\)\. Build with -sASSERTIONS for more info\.$/s,
    '$1',
  );
}

async function instantiate(
  factory: NativeModuleFactory,
  settings: NativeModuleSettings,
  wasm: WasmSource | undefined,
): Promise<NativeEngine> {
  if (wasm === undefined) return factory(settings);
  if (typeof wasm === 'string') return factory({ ...settings, locateFile: () => wasm });
  const module =
    tagOf(wasm) === 'WebAssembly.Module'
      ? (wasm as WebAssembly.Module)
      : await WebAssembly.compile(wasm as Uint8Array<ArrayBuffer> | ArrayBuffer);
  // The factory does not learn of a failure in here and would wait for ever.
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
