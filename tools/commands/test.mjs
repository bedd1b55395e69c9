// npm test: all the tests. npm run check is `--quick`: without those that take long.
import { parseArgs } from 'node:util';
import { ensureBrowsers } from '../toolchain/browsers.mjs';
import { buildPackage } from '../package/build-package.mjs';
import { ensureClang } from '../toolchain/clang.mjs';
import { cmakeBuild } from '../toolchain/cmake.mjs';
import { formatting } from '../checks/formatters.mjs';
import { fuzzing } from '../checks/model-file-fuzzer.mjs';
import { linting } from '../checks/oxlint.mjs';
import { ensureNpmPackages } from '../toolchain/npm-packages.mjs';
import { prepare } from '../toolchain/prepare.mjs';
import { report } from '../checks/report-outcomes.mjs';
import { main } from '../run.mjs';
import { sanitizedTests } from '../checks/sanitized-tests.mjs';
import { command, cppTests, nodeTests } from '../checks/test-parts.mjs';

/** The one browser test of the quick run. */
const SMOKE = 'smoke.test.mjs';

const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
/** Files at a time: Node's own default leaves a processor idle, to which the quick run helps itself. */
const beside = quick ? { concurrency: 2 } : {};

await main(async () => {
  await prepare({ tests: true });
  await ensureClang();
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
    await linting(),
    ...(await formatting({ write: false })),
    ...(await cppTests()),
    ...(await nodeTests('tests/tools')),
    ...(await nodeTests('tests/node', beside)),
    ...(await nodeTests('tests/validation', beside)),
    ...(await nodeTests('tests/page', beside)),
    // One at a time: they measure how the page responds.
    ...(await nodeTests('tests/browser', { concurrency: 1, only: quick ? SMOKE : undefined })),
    ...(quick ? [] : await nodeTests('tests/examples')),
    ...(quick ? [] : await sanitizedTests(['sanitized'])),
    ...(quick ? [] : [await fuzzing({ seconds: 60 })]),
    ...(quick ? [] : await nodeTests('tests/determinism')),
    ...(quick ? [] : await nodeTests('tests/package', { concurrency: 2 })),
  ];
  return report(outcomes);
});
