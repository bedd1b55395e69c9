import { nodeModule } from './node-module.js';

/** What the JavaScript engine and the page allow, as far as it decides on the build. */
export interface EngineFeatures {
  /** 128-bit SIMD in WebAssembly. */
  readonly simd: boolean;
  /** Relaxed SIMD, with a multiply-add that the machine may fuse. */
  readonly relaxedSimd: boolean;
  /** Memory shared between threads; in a page only where it is cross-origin isolated. */
  readonly threads: boolean;
  /** Processors that threads would run on. */
  readonly cores: number;
}

interface Host {
  crossOriginIsolated?: boolean;
  navigator?: { hardwareConcurrency?: number };
  process?: { versions?: { bun?: string } };
}

export function detectFeatures(): EngineFeatures {
  const wasm = typeof WebAssembly === 'object';
  // Node knows no isolation, and needs none.
  const { crossOriginIsolated = true, navigator, process } = globalThis as Host;
  // Bun 1.4 loses what is posted to a thread before it listens: the module would wait for ever.
  const losesMessages = process?.versions?.bun !== undefined;
  return {
    simd: wasm && WebAssembly.validate(SIMD_MODULE),
    relaxedSimd: wasm && WebAssembly.validate(RELAXED_SIMD_MODULE),
    threads: typeof SharedArrayBuffer === 'function' && crossOriginIsolated && !losesMessages,
    cores: navigator?.hardwareConcurrency ?? nodeModule('node:os')?.availableParallelism() ?? 1,
  };
}

// A module with one function () -> v128 of this code.
function vectorModule(...code: number[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // magic, version
    ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b], // one type: () -> v128
    ...[0x03, 0x02, 0x01, 0x00], // one function, of that type
    ...[0x0a, code.length + 4, 0x01, code.length + 2, 0x00, ...code, 0x0b],
  );
}

const ZEROS = [0x41, 0x00, 0xfd, 0x0f]; // i32.const 0, i8x16.splat
const SIMD_MODULE = vectorModule(...ZEROS);
const RELAXED_SIMD_MODULE = vectorModule(
  ...[...ZEROS, ...ZEROS, ...ZEROS],
  ...[0xfd, 0x85, 0x02], // f32x4.relaxed_madd
);
