import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../paths.mjs';
import { exitCode } from '../run.mjs';
import { timed } from '../timings.mjs';
import { ctestOutcomes, nodeOutcomes } from './test-outcomes.mjs';

/** A check that passes or fails as a whole: a program of a development package. */
export async function command(name, program, args) {
  const code = await timed(name, () =>
    exitCode(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root }),
  );
  return { name, outcome: code === 0 ? 'passed' : 'failed', reason: '' };
}

/** @param {'native' | 'sanitized' | 'thread-sanitized'} preset */
export async function cppTests(preset = 'native') {
  const file = join(root, `build/ctest-${preset}.xml`);
  const args = ['--preset', preset, '--parallel', '2', '--output-junit', file];
  const name = `C++ tests, ${preset}`;
  return outcomesOf(name, file, ctestOutcomes, () => exitCode('ctest', args, { cwd: root }));
}

/**
 * Runs the *.test.mjs files of a folder and its subfolders, each in a separate process.
 * @param {{ concurrency?: number, only?: string, except?: string,
 *   env?: Record<string, string> }} options `concurrency`: files at a
 *   time, by default one per processor; `only`: the only file to run; `except`: a subfolder to leave
 *   out; `env`: variables for the tests
 */
export async function nodeTests(
  folder,
  { concurrency = availableParallelism(), only = '', except, env = {} } = {},
) {
  const files = testFiles(folder).filter(
    (file) => file.endsWith(only) && !(except && file.startsWith(`${except}/`)),
  );
  const file = join(root, `build/${folder.replaceAll('/', '-')}.jsonl`);
  const reporter = fileURLToPath(new URL('outcome-reporter.mjs', import.meta.url));
  const args = [
    '--test',
    `--test-concurrency=${concurrency}`,
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${file}`],
    ...files,
  ];
  return outcomesOf(folder, file, nodeOutcomes, () =>
    files.length
      ? exitCode(process.execPath, args, { cwd: root, env: { ...process.env, ...env } })
      : 1,
  );
}

function testFiles(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.test.mjs'))
    .map((name) => join(folder, name))
    .sort();
}

/**
 * Runs a part and reads its outcomes. A part that fails without a failed test, or succeeds without any
 * test, counts as a failed test with the part's name.
 */
async function outcomesOf(name, file, parse, runPart) {
  rmSync(file, { force: true });
  console.log(`\n== ${name}`);
  const code = await timed(name, runPart);
  const outcomes = existsSync(file) ? parse(readFileSync(file, 'utf8')) : [];
  const failed = outcomes.some(({ outcome }) => outcome === 'failed');
  if ((code !== 0 && !failed) || outcomes.length === 0) {
    outcomes.push({ name, outcome: 'failed', reason: `ended with exit code ${code}` });
  }
  return outcomes;
}
