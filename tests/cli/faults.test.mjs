// What goes wrong: a sentence, exit code 1 or 2, no stack, and no file.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { done, newFolder, SMALL, start, vae1 } from './support/command.mjs';
import { csv, parquet } from './support/people.mjs';

const folder = newFolder();
const file = (name, content) => writeFileSync(join(folder, name), content);

before(async () => {
  file('people.csv', csv);
  file('people.parquet', parquet);
  await done(folder, ['train', 'people.csv', '-o', 'people.vae1', ...SMALL]);
  file('gaps.csv', `a,b\n${'1,x\n,y\n2,\n3,x\n'.repeat(20)}`);
  await done(folder, ['train', 'gaps.csv', '-o', 'gaps.vae1', ...SMALL]);
  file('cut.parquet', parquet.subarray(0, parquet.length - 100));
  file('cut.vae1', readFileSync(join(folder, 'people.vae1')).subarray(0, 2000));
  file('ragged.csv', 'a,b\n1,2\n3\n');
  file('broken.jsonl', '{"a":1}\n{"a":2}\n{"a":\n');
  file('empty.csv', '');
  file('names.csv', 'a,b\n');
  file('other.csv', 'colour,size\nred,1\nblue,2\n');
  file('kept.csv', 'as it was');
  mkdirSync(join(folder, 'folder'));
});

const CASES = [
  [
    'a Parquet file that is cut',
    ['synthesize', 'cut.parquet', '-o', 'x.csv'],
    1,
    /cut\.parquet cannot be read as Parquet; it is incomplete/,
  ],
  [
    'a row with too few cells',
    ['synthesize', 'ragged.csv', '-o', 'x.csv'],
    1,
    /Line 3 of ragged\.csv has 1 cell; expected 2/,
  ],
  [
    'JSON that breaks off',
    ['train', 'broken.jsonl', '-o', 'x.vae1'],
    1,
    /broken\.jsonl is incomplete JSON: it ends in line 3/,
  ],
  ['an empty file', ['train', 'empty.csv', '-o', 'x.vae1'], 1, /empty\.csv is empty/],
  ['names without rows', ['train', 'names.csv', '-o', 'x.vae1'], 1, /names\.csv has no rows/],
  [
    'a file that is not there',
    ['train', 'missing.csv', '-o', 'x.vae1'],
    1,
    /missing\.csv does not exist/,
  ],
  ['a folder', ['train', 'folder', '-o', 'x.vae1'], 1, /folder is a folder/],
  [
    'a model that is no model',
    ['score', 'people.csv', 'people.csv', '-o', 'x.csv'],
    1,
    /people\.csv cannot be loaded: this is not a model file/,
  ],
  [
    'a model that is cut',
    ['generate', 'cut.vae1', '-o', 'x.csv'],
    1,
    /cut\.vae1 cannot be loaded: the model file is damaged/,
  ],
  [
    'a table with other columns',
    ['score', 'people.vae1', 'other.csv', '-o', 'x.csv'],
    1,
    /other\.csv has none of the columns that the model was trained on \("job", .*; it has "colour", "size"\./,
  ],
  [
    'a table with other columns than those with gaps',
    ['impute', 'gaps.vae1', 'other.csv', '-o', 'x.csv'],
    1,
    /other\.csv has none of the columns that the model was trained on \("a", "b"\)/,
  ],
  [
    'a value that the model cannot take',
    ['generate', 'people.vae1', '--where', 'job=coook', '-o', 'x.csv'],
    2,
    /must be one of "clerk", "cook", "smith"/,
  ],
  [
    'a folder that is not there',
    ['generate', 'people.vae1', '-o', 'no/x.csv'],
    1,
    /no\/x\.csv cannot be written: its folder does not exist/,
  ],
  [
    'an output that is a folder',
    ['generate', 'people.vae1', '-o', 'folder'],
    2,
    /folder does not tell the format/,
  ],
  [
    'a format of models for rows',
    ['generate', 'people.vae1', '--format', 'onnx'],
    2,
    /--format takes one of csv, .*, not "onnx"/,
  ],
  [
    'a name without a format',
    ['generate', 'people.vae1', '-o', 'x.doc'],
    2,
    /give --format, one of csv/,
  ],
  [
    'an unknown command',
    ['synthesise', 'people.csv'],
    2,
    /no command synthesise; did you mean synthesize\?/,
  ],
  [
    'an unknown option',
    ['train', 'people.csv', '--latentdim', '3', '-o', 'x.vae1'],
    2,
    /no option --latentdim; did you mean --latent-dim\?/,
  ],
  [
    'an option without its value',
    ['train', 'people.csv', '-o', 'x.vae1', '--epochs'],
    2,
    /--epochs needs a value/,
  ],
  [
    'text for a number',
    ['train', 'people.csv', '-o', 'x.vae1', '--epochs', 'ten'],
    2,
    /--epochs takes a number, not "ten"/,
  ],
  [
    'a number out of range',
    ['train', 'people.csv', '-o', 'x.vae1', '--latent-dim', '0'],
    2,
    /--latent-dim must be an integer from 1/,
  ],
  [
    'an option of arrays',
    ['train', 'people.csv', '-o', 'x.vae1', '--reference-rows', '0'],
    2,
    /--reference-rows does not apply to a table/,
  ],
  ['no place for a model', ['train', 'people.csv'], 2, /needs a file for the model: -o MODEL/],
  ['a file too many', ['info', 'people.vae1', 'people.csv'], 2, /has no place for "people\.csv"/],
];

for (const [what, args, exit, sentence] of CASES)
  test(`${what}: a sentence, and exit code ${exit}`, async () => {
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await vae1(folder, args);
    assert.equal(code, exit, stderr);
    assert.match(stderr, sentence);
    assert.match(stderr, /^vae1: .*\n$/, 'one line');
    assert.doesNotMatch(stderr, /\bat .*:\d+:\d+|Error:|fault/);
    assert.equal(stdout, '');
    assert.deepEqual(readdirSync(folder), before);
  });

test('a file of the final name stays as it was', async () => {
  await vae1(folder, ['synthesize', 'ragged.csv', '-o', 'kept.csv']);
  assert.equal(readFileSync(join(folder, 'kept.csv'), 'utf8'), 'as it was');
});

test('errors are JSON for programs', async () => {
  const { code, stderr } = await vae1(folder, ['train', 'missing.csv', '-o', 'x.vae1', '--json']);
  assert.equal(code, 1);
  const message = 'missing.csv does not exist.';
  assert.deepEqual(JSON.parse(stderr), { event: 'error', code: 'ERR_FILE', message });
});

const full = existsSync('/dev/full');
test('no space left is a sentence', { skip: !full && 'there is no /dev/full here' }, async () => {
  const { code, stderr } = await vae1(folder, ['generate', 'people.vae1', '-o', '/dev/full']);
  assert.equal(code, 1);
  assert.match(
    stderr,
    /^vae1: \/dev\/full cannot be written: there is no space left on the disk\.\n$/,
  );
});

test('a pipe that is closed ends it quietly', async () => {
  const child = start(folder, ['generate', 'people.vae1', '-n', '300000', '--quiet']);
  let stderr = '';
  child.stderr.on('data', (piece) => (stderr += piece));
  child.stdout.once('data', () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.on('exit', resolve));
  assert.equal(stderr, '');
  assert.equal(code, 0);
});

/** Trains without end, and interrupts it once `trains` settles, which gets the running command. */
async function interrupted(args, trains) {
  const child = start(folder, [
    ...['train', 'people.csv', '--early-stopping', 'false', '--hidden-dims', '8'],
    ...['--epochs', '1000000', ...args],
  ]);
  let stderr = '';
  child.stderr.on('data', (piece) => (stderr += piece));
  await trains(child);
  child.kill('SIGINT');
  const [code, signal] = await once(child, 'close');
  // A process that has not come to the command yet is ended by the signal itself.
  assert.ok(code === 130 || signal === 'SIGINT', `${code}: ${stderr}`);
  return stderr;
}

test('Ctrl-C saves what is trained and says how to go on', async () => {
  const stderr = await interrupted(
    ['-o', 'stopped.vae1', '--json'],
    ({ stderr }) =>
      new Promise((resolve) => {
        stderr.on('data', (piece) => `${piece}`.includes('"epoch"') && resolve());
      }),
  );
  const [, line] = /To go on: (.*?)"/.exec(stderr);
  assert.match(
    line,
    /^vae1 train people\.csv --continue stopped\.vae1 --epochs \d+ -o stopped\.vae1$/,
  );
  const { stdout } = await done(folder, ['info', 'stopped.vae1', '--json']);
  const { length } = JSON.parse(stdout).history;
  await done(folder, [...line.split(' ').slice(1), '--epochs', '1']);
  const more = await done(folder, ['info', 'stopped.vae1', '--json']);
  assert.equal(JSON.parse(more.stdout).history.length, length + 1);
});

test('--quiet says how to go on after Ctrl-C, and nothing else', async () => {
  // It does not say when it trains, and before that there is nothing to go on with.
  let stderr = '';
  for (let wait = 500; stderr === '' && wait < 2e4; wait *= 2)
    stderr = await interrupted(
      ['-o', 'quiet.vae1', '--quiet'],
      () => new Promise((resolve) => setTimeout(resolve, wait)),
    );
  assert.match(stderr, /^Stopped after .*To go on: vae1 train people\.csv --continue .*\n$/);
});

test('Ctrl-C in another command leaves no file', async () => {
  const before = readdirSync(folder);
  const child = start(folder, ['generate', 'people.vae1', '-n', '100000000', '-o', 'huge.csv']);
  while (readdirSync(folder).length === before.length) await new Promise((r) => setTimeout(r, 20));
  child.kill('SIGINT');
  assert.equal(await new Promise((resolve) => child.on('close', resolve)), 130);
  assert.deepEqual(readdirSync(folder), before);
});
