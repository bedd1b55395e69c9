import { nodeModule } from '../host/node-module.js';

/** What the JavaScript engine and the page allow, as far as it decides on the build. */
export interface EngineFeatures {
  /** 128-bit SIMD in WebAssembly. */
  readonly simd: boolean;
  /** Relaxed SIMD, with a multiply-add that the machine may fuse. */
  readonly relaxedSimd: boolean;
  /** Why there can be no threads, after "needs"; undefined where there can. */
  readonly withoutThreads: string | undefined;
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
  const { navigator } = globalThis as Host;
  return {
    simd: wasm && WebAssembly.validate(SIMD_MODULE),
    relaxedSimd: wasm && WebAssembly.validate(RELAXED_SIMD_MODULE),
    withoutThreads: obstacleToThreads(),
    cores: navigator?.hardwareConcurrency ?? nodeModule('node:os')?.availableParallelism() ?? 1,
  };
}

function obstacleToThreads(): string | undefined {
  // Node knows no isolation, and needs none.
  const { crossOriginIsolated = true, process } = globalThis as Host;
  if (process?.versions?.bun !== undefined)
    // The module would wait for ever.
    return 'threads that get every message, and Bun loses those sent before a thread listens';
  if (!crossOriginIsolated)
    return 'shared memory, which a page has only where it is cross-origin isolated';
  if (typeof SharedArrayBuffer !== 'function')
    return 'shared memory (SharedArrayBuffer), which is not there';
  return undefined;
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
