import {
  type Build,
  BUILDS,
  type ByBuild,
  type WasmBinary,
  type WasmSource,
  type WasmSources,
} from '../engine/builds.js';
import { VAEError } from '../errors/errors.js';
import { readPart, rule } from './option-rules.js';
import { show } from '../errors/show.js';
import { tagOf } from '../errors/tag-of.js';
import { isUrl } from '../host/urls.js';

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
 * Where each build's WebAssembly comes from; undefined if no option says so.
 * @param absolute Makes an address absolute, because a worker would resolve it differently.
 * @throws ERR_OPTION if both options are given, if one file is given without its build, or if an
 *   address is invalid.
 */
export function wasmSources(
  { build, wasmUrl, wasmBinary }: WasmPlace,
  absolute: (url: string | URL) => string,
): WasmSources | undefined {
  if (wasmUrl !== undefined && wasmBinary !== undefined)
    throw new VAEError('ERR_OPTION', 'wasmUrl and wasmBinary are both given; give only one.');
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
 * A transferred buffer has lost its bytes. That can also happen after the model was made.
 * @throws ERR_OPTION if the source has no bytes.
 */
export function checkThere(source: WasmSource | undefined): void {
  if (typeof source === 'object' && 'byteLength' in source && source.byteLength === 0)
    throw new VAEError(
      'ERR_OPTION',
      'wasmBinary must be the WebAssembly of a build, but has no bytes: its buffer is empty or was ' +
        'transferred. Give a copy (slice()) or a WebAssembly.Module.',
    );
}

function only<T>(option: string, build: Build | 'auto', source: T): ByBuild<T> {
  if (build === 'auto')
    throw new VAEError(
      'ERR_OPTION',
      `${option} is one file, so build must name its build. For several builds, ${option} must be ` +
        `an object by build (${BUILDS.join(', ')}).`,
    );
  return { [build]: source };
}

function addressOf(url: string | URL, absolute: (url: string | URL) => string): string {
  try {
    return absolute(url);
  } catch (cause) {
    const sentence = `wasmUrl must be the address of a file, not ${show(String(url))}.`;
    throw new VAEError('ERR_OPTION', sentence, { cause });
  }
}

function isBinary(value: unknown): value is WasmBinary {
  return BYTES.includes(tagOf(value));
}
