// npm test: all the tests. npm run check is `--quick`: without those that take long.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowsers } from '../toolchain/browsers.mjs';
import { buildPackage } from '../package/build-package.mjs';
import { ensureClang } from '../toolchain/clang.mjs';
import { cmakeBuild } from '../toolchain/cmake.mjs';
import { formatting } from '../checks/formatters.mjs';
import { fuzzing } from '../checks/model-file-fuzzer.mjs';
import { linting } from '../checks/oxlint.mjs';
import { ensurePythonModules } from '../toolchain/python-modules.mjs';
import { ensureNpmPackages } from '../toolchain/npm-packages.mjs';
import { root } from '../paths.mjs';
import { prepare } from '../toolchain/prepare.mjs';
import { report } from '../checks/report-outcomes.mjs';
import { main } from '../run.mjs';
import { timed } from '../timings.mjs';
import { buildSanitizedInBackground, sanitizedTests } from '../checks/sanitized-tests.mjs';
import { command, cppTests, nodeTests } from '../checks/test-parts.mjs';

/** The one browser test of the quick run. */
const SMOKE = 'smoke.test.mjs';

const { quick } = parseArgs({ options: { quick: { type: 'boolean', default: false } } }).values;
/** The browser tests that measure how the page responds: one at a time. */
const MEASURING = 'tests/browser/timing';
/** Tests of a million rows, and of every order of two calls. */
const LONG = 'tests/node/long';
/** Each command of the command line, on data of each kind. */
const EACH_COMMAND = 'commands.test.mjs';
/** Test tools that have packages of their own. */
const PACKAGES_OF_TESTS = [
  ...['tests/node-versions', 'tests/exchange/tools', 'tests/frames/tools', 'tests/package/tools'],
];
/** The kept results, which take two seconds, of all that tests/determinism has. */
const KEPT = 'kept-results.test.mjs';

const toolsOfTests = () =>
  Promise.all([
    ensurePythonModules(),
    ...PACKAGES_OF_TESTS.map((folder) => ensureNpmPackages(folder)),
  ]);

/** The page that all browser tests share. */
const BUILT_PAGE = join(root, 'build/page-under-test');
const inPage = { env: { VAE1_BUILT_PAGE: BUILT_PAGE } };

async function builds() {
  await buildPackage();
  const { buildPage } = await import('../../web/server.mjs');
  await timed('the page', () => buildPage({ outDir: BUILT_PAGE }));
  await cmakeBuild('native');
}

/**
 * The browser tests, the measuring ones first and alone. The others wait much, for pages and frames,
 * and the sanitized build takes the processors meanwhile.
 */
async function browserTests() {
  const measured = await nodeTests(MEASURING, { ...inPage, concurrency: 1 });
  const [others] = await Promise.all([
    nodeTests('tests/browser', { ...inPage, except: MEASURING }),
    buildSanitizedInBackground('sanitized'),
  ]);
  return [...measured, ...others];
}

await main(async () => {
  await prepare({ tests: true });
  await ensureClang();
  if (!quick) await ensureBrowsers();
  // What downloads and what compiles do not wait for each other.
  await Promise.all([quick ? undefined : toolsOfTests(), builds()]);
  const outcomes = [
    await command('types of web/', 'typescript/bin/tsc', ['-p', 'web']),
    await command('types of cli/', 'typescript/bin/tsc', ['-p', 'cli']),
    await command('types of readers/', 'typescript/bin/tsc', ['-p', 'readers']),
    await command('types of writers/', 'typescript/bin/tsc', ['-p', 'writers']),
    // A program of its own: what is global in a service worker is not what is in a page.
    await command('types of web/service-worker/', 'typescript/bin/tsc', [
      ...['-p', 'web/service-worker'],
    ]),
    await linting(),
    ...(await formatting({ write: false })),
    ...(await cppTests()),
    ...(await nodeTests('tests/tools')),
    ...(await nodeTests('tests/node', quick ? { except: LONG } : {})),
    ...(await nodeTests('tests/cli', quick ? { only: EACH_COMMAND } : {})),
    ...(await nodeTests('tests/experiments')),
    ...(await nodeTests('tests/page')),
    ...(await (quick ? nodeTests('tests/browser', { ...inPage, only: SMOKE }) : browserTests())),
    ...(quick ? [] : await nodeTests('tests/examples')),
    ...(quick ? [] : await nodeTests('tests/exchange')),
    ...(quick ? [] : await nodeTests('tests/frames')),
    ...(quick ? [] : await sanitizedTests(['sanitized'])),
    ...(quick ? [] : [await fuzzing({ seconds: 20 })]),
    ...(await nodeTests('tests/determinism', quick ? { only: KEPT } : {})),
    ...(quick ? [] : await nodeTests('tests/package')),
  ];
  return report(outcomes);
});
