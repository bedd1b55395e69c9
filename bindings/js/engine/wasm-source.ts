import type { ByBuild } from './builds.js';

/** The WebAssembly of a build, as bytes or compiled. */
export type WasmBinary = Uint8Array | ArrayBuffer | WebAssembly.Module;
/** Where a build's WebAssembly comes from: its address, or the WebAssembly itself. */
export type WasmSource = string | WasmBinary;
export type WasmSources = ByBuild<WasmSource>;
