// --workers N: processes that share the work. What they write is what one writes, byte for byte.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { npy } from './support/arrays.mjs';
import { done, newFolder, SMALL, start, vae1 } from './support/command.mjs';

const folder = newFolder();
/** Five pieces. */
const ROWS = 4 * 16_384 + 100;
const WIDTH = 3;
const JOBS = ['clerk', 'cook', 'smith'];
const pay = (i) => (i % 9 ? 1000 + ((31 * i) % 211) / 4 : '');
const csvOf = (rows) =>
  `job,age,pay\n${Array.from({ length: rows }, (_, i) => `${JOBS[i % 3]},${20 + ((7 * i) % 41)},${pay(i)}\n`).join('')}`;
const npyOf = (rows) =>
  npy(
    rows,
    WIDTH,
    Float32Array.from({ length: rows * WIDTH }, (_, i) => ((i * 13) % 101) * ((i % WIDTH) + 1)),
  );

before(async () => {
  writeFileSync(join(folder, 'table.csv'), csvOf(ROWS));
  writeFileSync(join(folder, 'numbers.npy'), npyOf(ROWS));
  writeFileSync(join(folder, 'few.csv'), csvOf(300));
  writeFileSync(join(folder, 'few.npy'), npyOf(300));
  await done(folder, ['train', 'few.csv', '-o', 'table.vae1', ...SMALL]);
  await done(folder, ['train', 'few.npy', '-o', 'numbers.vae1', ...SMALL]);
});

for (const [what, args] of [
  ['score, a table', ['score', 'table.vae1', 'table.csv', '--samples', '2']],
  ['score, an array', ['score', 'numbers.vae1', 'numbers.npy', '--format', 'parquet']],
  ['encode', ['encode', 'numbers.vae1', 'numbers.npy', '--log-variance', '--format', 'arrow']],
  ['impute', ['impute', 'table.vae1', 'table.csv', '--draws', '2', '--samples', '1']],
  ['generate, a table', ['generate', 'table.vae1', '-n', '500000', '--where', 'age=30..']],
  ['generate, an array', ['generate', 'numbers.vae1', '-n', '400000', '--format', 'jsonl']],
])
  test(`${what}: 1, 2 and 4 workers write the same bytes`, async () => {
    const one = await done(folder, args);
    assert.ok(one.bytes.length > 1000);
    for (const workers of ['2', '4']) {
      const { bytes } = await done(folder, [...args, '--workers', workers]);
      assert.ok(bytes.equals(one.bytes), `${workers} workers`);
    }
  });

test('balance is made by one of them', async () => {
  const args = ['generate', 'table.vae1', '-n', '600', '--balance', 'job'];
  const [one, two] = [await done(folder, args), await done(folder, [...args, '--workers', '2'])];
  assert.equal(two.stdout, one.stdout);
  for (const job of JOBS) assert.equal(one.stdout.split(`${job},`).length - 1, 200);
});

for (const [what, args, input, exit, sentence] of [
  [
    'a cell that the model does not know',
    ['score', 'table.vae1', '--samples', '1'],
    `${csvOf(40_000)}pilot,30,1000\n`,
    1,
    /^vae1: standard input has "pilot" in row 40001, column "job", expected/,
  ],
  [
    'an option that a work does not take',
    ['generate', 'table.vae1', '--where', 'job=pilot'],
    '',
    2,
    /^vae1: "?.*must be one of "clerk", "cook", "smith"/,
  ],
  [
    'too many workers',
    ['score', 'table.vae1', 'table.csv', '--workers', '1.5'],
    '',
    2,
    /^vae1: --workers takes a whole number from 1 to 256, not 1\.5\.\n$/,
  ],
])
  test(`${what}: the sentence is that of one worker`, async () => {
    const flags = args.includes('--workers') ? [] : ['--workers', '2'];
    const { code, stderr } = await vae1(folder, [...args, ...flags, '-o', 'x.csv'], { input });
    assert.equal(code, exit, stderr);
    assert.match(stderr, sentence);
    assert.match(stderr, /^vae1: .*\n$/, 'one line');
    assert.ok(!existsSync(join(folder, 'x.csv')));
  });

const children = (pid) => {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number);
  } catch {
    return [];
  }
};
const noProc = !existsSync('/proc/self/task') && 'processes are told by /proc, which is not here';

/** A work that takes long, once its workers are at it; and these. */
async function busy() {
  const child = start(folder, [
    ...['score', 'table.vae1', 'table.csv', '--samples', '100000', '--workers', '2'],
    ...['-o', 'scores.csv'],
  ]);
  let workers = [];
  while (workers.filter((pid) => pid > 0).length < 2) {
    assert.equal(child.exitCode, null, 'it ended before its workers began');
    await new Promise((resolve) => setTimeout(resolve, 50));
    workers = children(child.pid);
  }
  return { child, workers };
}

async function ended(child) {
  let stderr = '';
  child.stderr.on('data', (piece) => (stderr += piece));
  const code = await new Promise((resolve) => child.on('close', resolve));
  return { code, stderr };
}

test('a worker that dies: a sentence, exit code 1, and no file', { skip: noProc }, async () => {
  const before = readdirSync(folder);
  const { child, workers } = await busy();
  const over = ended(child);
  process.kill(workers[1], 'SIGKILL');
  const { code, stderr } = await over;
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^vae1: A worker ended before its work was done: it was ended by SIGKILL\. .*\n$/m,
  );
  assert.doesNotMatch(stderr, /\bat .*:\d+:\d+/);
  assert.deepEqual(readdirSync(folder), before);
  for (const pid of workers) assert.deepEqual(isRunning(pid), false, 'a worker is left');
});

for (const signal of ['SIGINT', 'SIGKILL'])
  test(`after ${signal} no worker is left`, { skip: noProc }, async () => {
    const { child, workers } = await busy();
    const over = ended(child);
    child.kill(signal);
    const { code } = await over;
    assert.equal(code, signal === 'SIGINT' ? 130 : null);
    while (workers.some(isRunning)) await new Promise((resolve) => setTimeout(resolve, 50));
  });

/** A process that has ended may still be listed, as a zombie, until its parent takes note. */
function isRunning(pid) {
  try {
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
