// npm test: all the tests. npm run check is `--quick`: without those that take long.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from './browsers.mjs';
import { buildPackage } from './build-package.mjs';
import { cmakeBuild } from './cmake.mjs';
import { ensureNpmPackages } from './npm-packages.mjs';
import { root } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { main } from './run.mjs';
import { summary, totals, unexpectedSkips } from './test-outcomes.mjs';
import { command, cppTests, nodeTests } from './test-parts.mjs';

/** The one browser test of the quick run. */
const SMOKE = 'smoke.test.mjs';

const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
/** Files at a time: Node's own default leaves a processor idle, to which the quick run helps itself. */
const beside = quick ? { concurrency: 2 } : {};

await main(async () => {
  await prepare({ tests: true });
  if (!quick) {
    await ensureBrowsers();
    await ensureNpmPackages('tests/node-versions');
    await ensureNpmPackages('tests/package/tools');
  }
  await buildPackage();
  await cmakeBuild('native');
  const outcomes = [
    await command('types of web/', 'typescript/bin/tsc', ['-p', 'web']),
    // A program of its own: what is global in a service worker is not what is in a page.
    await command('types of web/service-worker/', 'typescript/bin/tsc', [
      ...['-p', 'web/service-worker'],
    ]),
    await command('formatting (npm run format)', 'prettier/bin/prettier.cjs', [
      ...['--check', '--log-level=warn', '.'],
    ]),
    ...(await cppTests()),
    ...(await nodeTests('tests/tools')),
    ...(await nodeTests('tests/node', beside)),
    ...(await nodeTests('tests/validation', beside)),
    ...(await nodeTests('tests/page', beside)),
    // One at a time: they measure how the page responds.
    ...(await nodeTests('tests/browser', { concurrency: 1, only: quick ? SMOKE : undefined })),
    ...(quick ? [] : await nodeTests('tests/determinism')),
    ...(quick ? [] : await nodeTests('tests/package', { concurrency: 2 })),
  ];
  return report(outcomes);
});

/** Prints the skips and the failures with their reasons, then the totals; the exit code. */
function report(outcomes) {
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
  console.log(`\n${totals(outcomes)}`);
  return unexpected.length || outcomes.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}
