// npm run release:check: everything that must hold before a release, as a table. It stops at
// nothing, so that one run names all that is left to do.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { uncommitted, unlikeTheChangelog, unpublished } from '../checks/release-facts.mjs';
import { exitCode, main, outputOf } from '../run.mjs';

/** What the licences of the package and of what is compiled into it ask for. */
const LEGAL = ['LICENSE', 'THIRD-PARTY-NOTICES.md'];

/** Each with what it shows. */
const SCRIPTS = [
  ['build', 'the package'],
  ['lint', 'scripts'],
  ['format -- --check', 'both languages'],
  ['test', 'types, tests, memory sanitizers, a minute of fuzzing, the packed package and its size'],
  ['sanitize', 'the thread team too, for races'],
  ['lint -- --cpp', 'clang-tidy'],
  ['fuzz -- 300', 'the reader of model files'],
  ['docs', 'the API pages'],
];

function read(file) {
  return readFileSync(join(root, file), 'utf8');
}

function git(...args) {
  return outputOf('git', args, { cwd: root });
}

function publishedFiles() {
  const packed = outputOf('npm', ['pack', '--dry-run', '--json'], { cwd: root });
  return packed === null ? [] : JSON.parse(packed)[0].files.map(({ path }) => path);
}

const FACTS = [
  ['git tree', () => uncommitted(git('status', '--porcelain') ?? 'no git')],
  [
    'version',
    () => unlikeTheChangelog(JSON.parse(read('package.json')).version, read('CHANGELOG.md')),
  ],
  ['licences', () => unpublished(publishedFiles(), LEGAL)],
];

async function script([line, shows]) {
  const code = await exitCode('npm', ['run', ...line.split(' ')], {
    cwd: root,
    env: { ...process.env, CI: 'true' },
  });
  return [`npm run ${line}`, code === 0 ? '' : `exit code ${code}`, shows];
}

async function timed(check) {
  const start = performance.now();
  const [what, wrong, shows] = await check();
  const seconds = Math.round((performance.now() - start) / 1000);
  return { what, result: wrong ? 'FAILED' : 'passed', seconds, notes: wrong || shows };
}

await main(async () => {
  const rows = [];
  for (const line of SCRIPTS) rows.push(await timed(() => script(line)));
  // Last, for what the scripts have made: the files to publish, and no change of those in git.
  for (const [what, wrong] of FACTS) rows.push(await timed(() => [what, wrong(), '']));
  console.log('\nWhat must hold before a release:');
  console.table(rows);
  return rows.some(({ result }) => result === 'FAILED') ? 1 : 0;
});
