import { type Build, BUILDS, type ByBuild } from './builds.js';
import { VAEError } from './errors.js';
import { readPart, rule } from './option-rules.js';
import { show } from './show.js';
import { tagOf } from './tag-of.js';
import { isUrl } from './urls.js';

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

export const wasmUrlRule = oneOrByBuild('a string or a URL', isUrl);
export const wasmBinaryRule = oneOrByBuild(`one of ${BYTES.join(', ')}`, isBinary);

function oneOrByBuild<T>(takes: string, is: (value: unknown) => value is T) {
  const one = rule<T | undefined>(undefined, takes, is);
  const byBuild = Object.fromEntries(BUILDS.map((build) => [build, one]));
  return rule<T | ByBuild<T> | undefined>(
    undefined,
    `${takes}, or an object of them by build (${BUILDS.join(', ')})`,
    (value) => is(value) || tagOf(value) === 'Object',
    (place, value) => (is(value) ? value : readPart(place, value as object, byBuild)),
  );
}

/**
 * Where each build's WebAssembly comes from; undefined where none of it has a place of its own.
 * @param absolute Makes an address independent of who asks for it.
 * @throws ERR_OPTION where both options are given, one file without its build, or what is no address.
 */
export function wasmSources(
  { build, wasmUrl, wasmBinary }: WasmPlace,
  absolute: (url: string | URL) => string,
): WasmSources | undefined {
  if (wasmUrl !== undefined && wasmBinary !== undefined)
    throw new VAEError('ERR_OPTION', 'wasmUrl and wasmBinary were both given, where one serves.');
  if (wasmUrl !== undefined) {
    const urls = isUrl(wasmUrl) ? only('wasmUrl', build, wasmUrl) : wasmUrl;
    return Object.fromEntries(
      Object.entries(urls).flatMap(([name, url]) =>
        url === undefined ? [] : [[name, addressOf(url, absolute)]],
      ),
    );
  }
  if (wasmBinary === undefined) return undefined;
  const binaries = isBinary(wasmBinary) ? only('wasmBinary', build, wasmBinary) : wasmBinary;
  for (const binary of Object.values(binaries)) checkThere(binary);
  return binaries;
}

/**
 * A buffer that was transferred, to a worker for one, has lost its bytes; it may be after the model
 * was made, too.
 * @throws ERR_OPTION where there are none.
 */
export function checkThere(source: WasmSource | undefined): void {
  if (typeof source === 'object' && 'byteLength' in source && source.byteLength === 0)
    throw new VAEError(
      'ERR_OPTION',
      'wasmBinary is the WebAssembly of a build, but has no bytes: its buffer is empty, or was ' +
        'transferred elsewhere. A copy (slice()) or a WebAssembly.Module stays.',
    );
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

function addressOf(url: string | URL, absolute: (url: string | URL) => string): string {
  try {
    return absolute(url);
  } catch (cause) {
    const sentence = `wasmUrl is the address of a file, was given ${show(String(url))}.`;
    throw new VAEError('ERR_OPTION', sentence, { cause });
  }
}

function isBinary(value: unknown): value is WasmBinary {
  return BYTES.includes(tagOf(value));
}
