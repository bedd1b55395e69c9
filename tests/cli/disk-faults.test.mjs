// A disk that is full, and files that break off: a sentence, exit code 1, and no half of a file.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { root } from '../../tools/paths.mjs';
import { npy } from './support/arrays.mjs';
import { done, newFolder, SMALL, vae1 } from './support/command.mjs';

const folder = newFolder();
const program = join(root, 'dist/cli/vae1.js');
/** More than two pieces. */
const ROWS = 40_000;
const rows = Array.from({ length: ROWS }, (_, i) => `${['clerk', 'cook'][i % 2]},${20 + (i % 41)}`);
const file = (name, content) => writeFileSync(join(folder, name), content);
const read = (name) => readFileSync(join(folder, name));

before(async () => {
  const csv = `job,age\n${rows.join('\n')}\n`;
  file('rows.csv', csv);
  file('few.csv', csv.slice(0, 3000 * 9).replace(/\n[^\n]*$/, '\n'));
  file(
    'numbers.npy',
    npy(
      5000,
      4,
      Float32Array.from({ length: 20_000 }, (_, i) => (i * 7) % 31),
    ),
  );
  await done(folder, ['train', 'few.csv', '-o', 'table.vae1', ...SMALL]);
  await done(folder, ['train', 'numbers.npy', '-o', 'numbers.vae1', ...SMALL]);
  for (const name of ['made.parquet', 'made.arrow', 'made.jsonl'])
    await done(folder, ['generate', 'table.vae1', '-n', `${ROWS}`, '-o', name]);
  file('made.arrows', (await done(folder, ['generate', 'table.vae1', '-n', `${ROWS}`, '--format', 'arrow-stream'])).bytes); // prettier-ignore
});

function failed({ code, stderr }, sentence) {
  assert.equal(code, 1, stderr);
  assert.match(stderr, sentence);
  assert.match(stderr, /^vae1: .*\n$/, 'one line');
  assert.doesNotMatch(stderr, /\bat .*:\d+:\d+|fault/);
}

/** Runs `vae1` where files may have 16 KB at most, as if the disk were full beyond. */
async function limited(args, input = '') {
  const line = 'ulimit -f 32 && exec "$0" "$@"';
  const child = spawn('sh', ['-c', line, process.execPath, program, ...args], { cwd: folder });
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  let stderr = '';
  child.stderr.on('data', (piece) => (stderr += piece));
  return { code: await new Promise((resolve) => child.on('close', resolve)), stderr };
}
const unlimited =
  spawnSync('sh', ['-c', 'ulimit -f 32']).status !== 0 && 'no shell here limits the size of files';

for (const [what, args, name] of [
  ['CSV', ['generate', 'table.vae1', '-n', '20000', '-o', 'x.csv'], 'x.csv'],
  ['JSON lines', ['generate', 'table.vae1', '-n', '20000', '-o', 'x.jsonl'], 'x.jsonl'],
  ['Parquet', ['generate', 'numbers.vae1', '-n', '20000', '-o', 'x.parquet'], 'x.parquet'],
  ['Arrow', ['generate', 'table.vae1', '-n', '20000', '-o', 'x.arrow'], 'x.arrow'],
  ['workers', ['score', 'table.vae1', 'rows.csv', '--samples', '1', '--workers', '2', '-o', 'x.csv'], 'x.csv'], // prettier-ignore
  ['a model', ['train', 'few.csv', '--epochs', '1', '-o', 'x.vae1'], 'x.vae1'],
  ['an export', ['export', 'numbers.vae1', '-o', 'numbers.safetensors'], 'numbers.safetensors'],
  ['coded rows', ['code', 'rows.csv', '--model', 'table.vae1', '-o', '.'], 'rows.safetensors'],
])
  test(`no room for ${what}`, { skip: unlimited }, async () => {
    const before = readdirSync(folder);
    const ended = await limited([...args, '--quiet']);
    const sentence = `^vae1: ${name.replace('.', '\\.')} cannot be written: it is larger than files may be there`;
    failed(ended, new RegExp(sentence));
    assert.deepEqual(readdirSync(folder), before);
  });

test('no room for a copy of what is piped in', { skip: unlimited }, async () => {
  const ended = await limited(['score', 'table.vae1', '-o', 'x.csv', '--quiet'], read('rows.csv'));
  failed(ended, /^vae1: The copy of standard input in .* cannot be written: it is larger than/);
  assert.ok(!existsSync(join(folder, 'x.csv')));
});

const noFull = !existsSync('/dev/full') && 'there is no /dev/full here';
for (const [what, args] of [
  ['rows as CSV', ['generate', 'table.vae1']],
  ['rows as Parquet', ['generate', 'table.vae1', '--format', 'parquet']],
  ['rows as Arrow', ['generate', 'table.vae1', '--format', 'arrow']],
  ['scores of workers', ['score', 'table.vae1', 'few.csv', '--workers', '2']],
  ['a model', ['export', 'table.vae1', '--format', 'safetensors', '-o', '-']],
  ['facts', ['info', 'table.vae1']],
  ['facts as JSON', ['info', 'table.vae1', '--json']],
  ['a report', ['compare', 'few.csv', 'few.csv']],
  ['help', ['--help']],
])
  test(`no space for ${what} on standard output`, { skip: noFull }, async () => {
    const line = 'exec "$0" "$@" > /dev/full';
    const { status, stderr } = spawnSync(
      'sh',
      ['-c', line, process.execPath, program, ...args, ...(args.length > 1 ? ['--quiet'] : [])],
      { cwd: folder, encoding: 'utf8' },
    );
    assert.equal(status, 1, stderr);
    assert.match(stderr, /Standard output cannot be written: there is no space left on the disk/);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  });

/** Not at the end of a line. */
const half = (bytes) => bytes.subarray(0, bytes.length / 2 - 3);
for (const [name, make, sentence] of [
  [
    'late.csv',
    () => `job,age\n${rows.join('\n')}\nclerk\n`,
    /^vae1: Line 40002 of late\.csv has 1 cell; expected 2, one for each column/,
  ],
  [
    'cut.csv.gz',
    () => half(gzipSync(read('rows.csv'))),
    /^vae1: cut\.csv\.gz cannot be unpacked: its gzip data are damaged or incomplete/,
  ],
  [
    'damaged.parquet',
    () => {
      const bytes = read('made.parquet');
      return bytes.fill(0xff, 100, 2000);
    },
    /^vae1: damaged\.parquet cannot be read as Parquet; it is incomplete or damaged/,
  ],
  [
    'cut.parquet',
    () => half(read('made.parquet')),
    /^vae1: cut\.parquet cannot be read as Parquet; it is incomplete or damaged/,
  ],
  [
    'cut.arrow',
    () => half(read('made.arrow')),
    /^vae1: cut\.arrow cannot be read as Arrow; it is incomplete or damaged/,
  ],
  [
    'cut.arrows',
    () => half(read('made.arrows')),
    /^vae1: cut\.arrows cannot be read as Arrow; it is incomplete or damaged/,
  ],
  [
    'cut.jsonl',
    () => half(read('made.jsonl')),
    /^vae1: cut\.jsonl is incomplete JSON: it ends in line \d+, column \d+/,
  ],
])
  for (const workers of [1, 2])
    test(`${name}, ${workers} workers: no half of an output`, async () => {
      file(name, make());
      const before = readdirSync(folder);
      const flags = ['--samples', '1', '--workers', `${workers}`, '-o', 'scores.csv', '--quiet'];
      failed(await vae1(folder, ['score', 'table.vae1', name, ...flags]), sentence);
      assert.deepEqual(readdirSync(folder), before);
    });

for (const [what, args, sentence] of [
  [
    'rows of words for a model of numbers',
    ['score', 'numbers.vae1', 'rows.csv'],
    /^vae1: rows\.csv has "clerk" in row 1, column job; expected a number/,
  ],
  [
    'an array for a model of a table',
    ['encode', 'table.vae1', 'numbers.npy'],
    /^vae1: numbers\.npy holds an array of numbers, but the model is of a table/,
  ],
  [
    'a call that models of numbers have not',
    ['impute', 'numbers.vae1', 'numbers.npy'],
    /^vae1: The model is one of rows of numbers, which have no such call/,
  ],
])
  test(`the wrong model: ${what}`, async () => {
    const before = readdirSync(folder);
    failed(await vae1(folder, [...args, '-o', 'x.csv', '--quiet']), sentence);
    assert.deepEqual(readdirSync(folder), before);
  });
