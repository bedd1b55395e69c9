import type { EngineFeatures } from './engine-features.js';
import { VAEError } from './errors.js';

/** Every build that the project knows of. */
export const BUILDS = ['simd', 'simd-threads', 'relaxed', 'relaxed-threads'] as const;
export type Build = (typeof BUILDS)[number];

/** Those that this package holds, best first, with what each needs of the engine. */
export const PACKAGED_BUILDS = [{ build: 'simd', needs: ['simd'] }] as const satisfies readonly {
  build: Build;
  needs: readonly (keyof EngineFeatures)[];
}[];

export type PackagedBuild = (typeof PACKAGED_BUILDS)[number]['build'];

/**
 * The build to run: the one asked for, or the best that the engine can run.
 * @throws ERR_OPTION where there is none such.
 */
export function pickBuild(wanted: Build | 'auto', features: EngineFeatures): PackagedBuild {
  const candidates = PACKAGED_BUILDS.filter(({ build }) => wanted === 'auto' || build === wanted);
  if (candidates.length === 0)
    throw new VAEError(
      'ERR_OPTION',
      `build of new VAE() was given '${wanted}', but this package holds only ` +
        `${PACKAGED_BUILDS.map(({ build }) => `'${build}'`).join(', ')}.`,
    );
  const runnable = candidates.find(({ needs }) => needs.every((feature) => features[feature]));
  if (!runnable)
    throw new VAEError(
      'ERR_OPTION',
      `build '${candidates.at(-1)!.build}' needs ${candidates.at(-1)!.needs.join(' and ')} in ` +
        `WebAssembly, which this JavaScript engine does not have.`,
    );
  return runnable.build;
}
