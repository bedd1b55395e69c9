/** The builds of the package, best first. */
export const BUILDS = ['relaxed-threads', 'relaxed', 'simd-threads', 'simd'] as const;
/**
 * A WebAssembly build: with or without relaxed SIMD, whose rounding is the machine's, and threads.
 *
 * @useDeclaredType
 */
export type Build = (typeof BUILDS)[number];
/** One for each build of the package; a build without one is not run. */
export type ByBuild<T> = { readonly [Name in Build]?: T | undefined };

/** The WebAssembly of a build, as bytes or compiled. */
export type WasmBinary = Uint8Array | ArrayBuffer | WebAssembly.Module;
/** Where a build's WebAssembly comes from: its address, or the WebAssembly itself. */
export type WasmSource = string | WasmBinary;
export type WasmSources = ByBuild<WasmSource>;
