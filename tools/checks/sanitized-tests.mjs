import { hasSanitizers, skippedWithout } from '../toolchain/clang.mjs';
import { cmakeBuild } from '../toolchain/cmake.mjs';
import { cppTests } from './test-parts.mjs';

/**
 * The C++ tests, built so that a memory error, a leak or undefined behaviour ends them; with the
 * preset 'thread-sanitized' those of the thread team, so that a data race does.
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
