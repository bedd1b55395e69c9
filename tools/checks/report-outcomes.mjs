import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { printTimings } from '../timings.mjs';
import { summary, totals, unexpectedSkips } from './test-outcomes.mjs';

/**
 * Prints the skips and the failures with their reasons, then the totals. Returns the exit code.
 * @param {{ name: string, outcome: string, reason: string }[]} outcomes
 */
export function report(outcomes) {
  const skipped = outcomes.filter(({ outcome }) => outcome === 'skipped');
  const expected = JSON.parse(readFileSync(join(root, 'tests/expected-skips.json'), 'utf8'));
  const unexpected = process.env.CI === 'true' ? unexpectedSkips(outcomes, expected) : [];
  const list = (title, tests) => {
    if (tests.length) console.log(`\n${title}`);
    for (const test of tests) console.log(`  ${summary(test)}`);
  };
  list('SKIPPED, so not tested here:', skipped);
  list('Skipped, but not in tests/expected-skips.json:', unexpected);
  list(
    'FAILED:',
    outcomes.filter(({ outcome }) => outcome === 'failed'),
  );
  printTimings();
  console.log(`\n${totals(outcomes)}`);
  return unexpected.length || outcomes.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}
