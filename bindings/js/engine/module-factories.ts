import type { Build } from './builds.js';
import type { NativeModuleFactory } from './native.js';

/** The JavaScript of each build. Literal specifiers: bundlers follow these, and no computed ones. */
export const moduleFactories: Record<Build, () => Promise<{ default: NativeModuleFactory }>> = {
  simd: () => import('./vae1-simd.mjs'),
  'simd-threads': () => import('./vae1-simd-threads.mjs'),
  relaxed: () => import('./vae1-relaxed.mjs'),
  'relaxed-threads': () => import('./vae1-relaxed-threads.mjs'),
};
