import { timed } from '../timings.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { ensurePrerequisites } from './prerequisites.mjs';
import { ensureToolchain } from './toolchain.mjs';

/**
 * Everything that a build needs; quick when it is all there. Runs before node_modules exists, so
 * these tools import nothing but Node's own modules.
 * @param {{ tests: boolean }} purpose whether the C++ tests are built too
 */
export async function prepare(purpose) {
  await timed('prerequisites', () => ensurePrerequisites(purpose));
  await Promise.all([ensureNpmPackages(), ensureToolchain()]);
}
