import { type Build, BUILDS, type WasmSource, type WasmSources } from './builds.js';
import type { EngineFeatures } from './engine-features.js';
import { VAEError } from '../errors/errors.js';

export interface BuildChoice {
  readonly build: Build;
  readonly threads: number;
  /** Where its WebAssembly is not beside its JavaScript. */
  readonly wasm: WasmSource | undefined;
}

export interface BuildWish {
  readonly build: Build | 'auto';
  readonly threads: number | 'auto';
  readonly deterministic: boolean;
  readonly worker: boolean;
  /** Undefined where all builds are at hand. */
  readonly sources: WasmSources | undefined;
}

/** More threads than this are not started unless asked for: the products are too small for them. */
const MOST_AUTO_THREADS = 4;

const hasThreads = (build: Build) => build.endsWith('threads');
const isRelaxed = (build: Build) => build.startsWith('relaxed');

/**
 * The build to run and its threads: what was asked for, or the best that serves. Where there can
 * be no threads, one thread serves without complaint.
 * @throws ERR_OPTION for a build that was asked for by name and cannot run.
 */
export function pickBuild(wish: BuildWish, features: EngineFeatures): BuildChoice {
  const obstacle = (build: Build): string | undefined => {
    if (wish.sources && !wish.sources[build])
      return 'is not among those that wasmUrl or wasmBinary has';
    if (!features.simd) return 'needs 128-bit SIMD in WebAssembly, which this engine does not have';
    if (isRelaxed(build) && wish.deterministic)
      return 'rounds as the machine likes, which deterministic: true rules out';
    if (isRelaxed(build) && !features.relaxedSimd)
      return 'needs relaxed SIMD in WebAssembly, which this engine does not have';
    if (hasThreads(build) && !wish.worker)
      return 'waits for its threads, which the calling thread must not: it needs worker: true';
    if (hasThreads(build) && features.withoutThreads) return `needs ${features.withoutThreads}`;
    return undefined;
  };
  const threads =
    wish.threads === 'auto' ? Math.min(features.cores, MOST_AUTO_THREADS) : wish.threads;
  const build =
    wish.build === 'auto'
      ? BUILDS.find((each) => !obstacle(each) && (threads > 1 || !hasThreads(each)))
      : wish.build;
  const reason = obstacle(build ?? 'simd');
  if (reason) throw new VAEError('ERR_OPTION', `build '${build ?? 'simd'}' ${reason}.`);
  return {
    build: build!,
    threads: hasThreads(build!) ? threads : 1,
    wasm: wish.sources?.[build!],
  };
}
