import { type Build, BUILDS } from './builds.js';
import { VAEError } from './errors.js';
import { rule } from './option-rules.js';
import { isUrl } from './urls.js';

/** One for each build of the package; a build without one is not run. */
export type ByBuild<T> = { readonly [Name in Build]?: T | undefined };
/** The WebAssembly of a build, as bytes or compiled. */
export type WasmBinary = Uint8Array | ArrayBuffer | WebAssembly.Module;
/** What a build's WebAssembly is taken from: an address, or itself. */
export type WasmSource = string | WasmBinary;
export type WasmSources = ByBuild<WasmSource>;

export interface WasmPlace {
  readonly build: Build | 'auto';
  readonly wasmUrl: string | URL | ByBuild<string | URL> | undefined;
  readonly wasmBinary: WasmBinary | ByBuild<WasmBinary> | undefined;
}

const BYTES = ['Uint8Array', 'ArrayBuffer', 'WebAssembly.Module'];

export const wasmUrlRule = rule<WasmPlace['wasmUrl']>(
  undefined,
  `a string, a URL, or an object of them by build (${BUILDS.join(', ')})`,
  (value) => isUrl(value) || isByBuild(value, isUrl),
);
export const wasmBinaryRule = rule<WasmPlace['wasmBinary']>(
  undefined,
  `one of ${BYTES.join(', ')}, or an object of them by build (${BUILDS.join(', ')})`,
  (value) => isBinary(value) || isByBuild(value, isBinary),
);

/**
 * Where each build's WebAssembly comes from; undefined where none of it has a place of its own.
 * @param absolute Makes an address independent of who asks for it.
 * @throws ERR_OPTION where both options are given, or one file without its build.
 */
export function wasmSources(
  { build, wasmUrl, wasmBinary }: WasmPlace,
  absolute: (url: string | URL) => string,
): WasmSources | undefined {
  if (wasmUrl !== undefined && wasmBinary !== undefined)
    throw new VAEError('ERR_OPTION', 'wasmUrl and wasmBinary were both given, where one serves.');
  if (wasmUrl !== undefined) {
    const urls = isUrl(wasmUrl) ? only('wasmUrl', build, wasmUrl) : wasmUrl;
    return Object.fromEntries(given(urls).map(([name, url]) => [name, absolute(url)]));
  }
  if (wasmBinary === undefined) return undefined;
  return isBinary(wasmBinary) ? only('wasmBinary', build, wasmBinary) : wasmBinary;
}

function only<T>(option: string, build: Build | 'auto', source: T): ByBuild<T> {
  if (build === 'auto')
    throw new VAEError(
      'ERR_OPTION',
      `${option} is one file, so that build has to name the build that it is of; or ${option} is ` +
        `an object by build (${BUILDS.join(', ')}).`,
    );
  return { [build]: source };
}

function given<T>(sources: ByBuild<T>): [string, T][] {
  return Object.entries(sources).filter((entry): entry is [string, T] => entry[1] !== undefined);
}

function isByBuild<T>(value: unknown, is: (source: unknown) => source is T): value is ByBuild<T> {
  return (
    Object.prototype.toString.call(value) === '[object Object]' &&
    given(value as ByBuild<unknown>).every(
      ([name, source]) => BUILDS.includes(name as Build) && is(source),
    )
  );
}

// By its tag, so that what comes from another realm serves too.
function isBinary(value: unknown): value is WasmBinary {
  return BYTES.includes(Object.prototype.toString.call(value).slice('[object '.length, -1));
}
