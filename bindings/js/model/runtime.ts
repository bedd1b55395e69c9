import type { Build } from '../engine/builds.js';
import { EngineClient } from '../engine/engine-client.js';
import { detectFeatures } from '../engine/engine-features.js';
import { openLocalChannel } from '../engine/local-channel.js';
import { type BuildChoice, pickBuild } from '../engine/pick-build.js';
import { workerChannel } from '../engine/worker-channel.js';
import { absoluteUrl, type ScriptUrl } from '../host/urls.js';
import type { CallOptions } from '../options/options.js';
import { checkThere, wasmSources } from '../options/wasm-place.js';

/** What a model runs on. */
export interface Backend {
  /** The WebAssembly build. */
  readonly build: Build;
  /** Number of computing threads, at least 1. */
  readonly threads: number;
  /** Whether the model runs in a worker instead of the calling thread. */
  readonly worker: boolean;
}

/** Picks the build for a model's options, and starts engines of it. */
export class Runtime {
  readonly backend: Backend;
  readonly choice: BuildChoice;
  readonly #workerUrl: ScriptUrl | undefined;

  constructor(options: Omit<CallOptions<'VAE.load()'>, 'signal'>) {
    const sources = wasmSources(options, absoluteUrl);
    this.choice = pickBuild({ ...options, sources }, detectFeatures());
    const { build, threads } = this.choice;
    this.backend = Object.freeze({ build, threads, worker: options.worker });
    this.#workerUrl = options.workerUrl;
  }

  start(): EngineClient {
    checkThere(this.choice.wasm);
    return new EngineClient(
      this.backend.worker ? workerChannel(this.#workerUrl) : openLocalChannel,
    );
  }
}
