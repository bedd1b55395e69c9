import { hasSanitizers, skippedWithout } from './clang.mjs';
import { cmakeBuild } from './cmake.mjs';
import { cppTests } from './test-parts.mjs';

/**
 * The C++ tests, built so that a memory error, a leak or undefined behaviour ends them; and those of
 * the thread team, so that a data race does.
 */
export async function sanitizedTests() {
  if (!hasSanitizers()) return [skippedWithout('clang++ with sanitizers', 'sanitized C++ tests')];
  const outcomes = [];
  for (const preset of ['sanitized', 'thread-sanitized']) {
    await cmakeBuild(preset);
    outcomes.push(...(await cppTests(preset)));
  }
  return outcomes;
}
