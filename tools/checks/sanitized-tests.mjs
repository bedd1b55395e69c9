import { hasSanitizers, skippedWithout } from '../toolchain/clang.mjs';
import { cmakeBuild, cmakeBuildInBackground } from '../toolchain/cmake.mjs';
import { cppTests } from './test-parts.mjs';

/** Builds what sanitizedTests() runs, beside something that waits much. */
export async function buildSanitizedInBackground(preset) {
  if (hasSanitizers()) await cmakeBuildInBackground(preset);
}

/**
 * Runs the C++ tests in builds that stop at memory errors, leaks and undefined behaviour. The preset
 * 'thread-sanitized' runs those of the thread team in a build that stops at data races.
 * @param {('sanitized' | 'thread-sanitized')[]} presets
 */
export async function sanitizedTests(presets) {
  if (!hasSanitizers()) return [skippedWithout('clang++ with sanitizers', 'sanitized C++ tests')];
  const outcomes = [];
  for (const preset of presets) {
    await cmakeBuild(preset);
    outcomes.push(...(await cppTests(preset)));
  }
  return outcomes;
}
