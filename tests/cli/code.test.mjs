// vae1 code: files of what a network sees, for programs that train it elsewhere.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { TableVAE, VAE } from 'vae1';
import { parsed } from '../node/support/safetensors.mjs';
import { npy } from './support/arrays.mjs';
import { done, newFolder, SMALL, unfinished, vae1 } from './support/command.mjs';
import { csv, parquet, people } from './support/people.mjs';

const folder = newFolder();
/** More than a piece. */
const ROWS = 20_000;
const WIDTH = 3;
const values = Float32Array.from({ length: ROWS * WIDTH }, (_, i) => ((i * 13) % 101) * ((i % WIDTH) + 1)); // prettier-ignore
const models = {};
const coded = (...path) => parsed(Uint8Array.from(readFileSync(join(folder, ...path))));

before(async () => {
  mkdirSync(join(folder, 'more'));
  writeFileSync(join(folder, 'people.csv'), csv);
  writeFileSync(join(folder, 'packed.csv.gz'), gzipSync(csv));
  writeFileSync(join(folder, 'people-1.parquet'), parquet);
  writeFileSync(join(folder, 'more/people.csv'), csv);
  writeFileSync(join(folder, 'names.csv'), 'job,code,age,weight,since\n');
  writeFileSync(join(folder, 'broken.csv'), `${csv}pilot,01,30,70,2020-01-01\n`);
  writeFileSync(join(folder, 'numbers.npy'), npy(ROWS, WIDTH, values));
  await done(folder, ['train', 'people.csv', '-o', 'table.vae1', ...SMALL]);
  await done(folder, ['train', 'numbers.npy', '-o', 'numbers.vae1', ...SMALL]);
  models.table = await TableVAE.load(readFileSync(join(folder, 'table.vae1')));
  models.numbers = await VAE.load(readFileSync(join(folder, 'numbers.vae1')));
});
after(() => Object.values(models).forEach((model) => model.dispose()));

test('a file for each file, of what code() answers', async () => {
  const data = ['people.csv', 'packed.csv.gz', 'people-1.parquet'];
  const { stderr } = await done(folder, ['code', ...data, '--model', 'table.vae1', '-o', 'tables']);
  assert.match(stderr, /^tables: 360 rows in 3 files\.$/m);
  const names = ['packed', 'people-1', 'people'].map((name) => `${name}.safetensors`);
  assert.deepEqual(readdirSync(join(folder, 'tables')).sort(), names);
  const { rows, coding } = await models.table.code(people);
  for (const name of names) {
    const { header, tensors } = coded('tables', name);
    assert.deepEqual(header.__metadata__, { 'vae1.coded': '1', 'vae1.coding': coding });
    assert.deepEqual(Object.keys(tensors), ['rows']);
    assert.deepEqual(tensors.rows.shape, [people.length, rows.length / people.length]);
    assert.deepEqual(tensors.rows.values, rows, name);
  }
});

test('rows of numbers, in pieces', async () => {
  await done(folder, ['code', 'numbers.npy', '--model', 'numbers.vae1', '-o', 'numbers']);
  const { header, tensors } = coded('numbers', 'numbers.safetensors');
  const { rows, coding } = await models.numbers.code({ data: values, shape: [ROWS, WIDTH] });
  assert.deepEqual(tensors.rows.shape, [ROWS, WIDTH]);
  assert.deepEqual(tensors.rows.values, rows);
  assert.equal(header.__metadata__['vae1.coding'], coding);
});

test('the data begin at a multiple of 8', () => {
  const file = readFileSync(join(folder, 'numbers/numbers.safetensors'));
  assert.equal(Number(file.readBigUInt64LE()) % 8, 0);
});

test('several workers write the same files; a pattern names files', async () => {
  const args = ['code', 'people*', '--model', 'table.vae1', '--workers', '2', '-o', 'shared'];
  const { stdout } = await done(folder, [...args, '--json']);
  assert.deepEqual(JSON.parse(stdout), { folder: 'shared', files: 2, rows: 240 });
  for (const name of ['people', 'people-1'])
    assert.deepEqual(
      readFileSync(join(folder, 'shared', `${name}.safetensors`)),
      readFileSync(join(folder, 'tables', `${name}.safetensors`)),
    );
});

for (const [what, args, exit, sentence] of [
  [
    'a cell that the model does not know',
    ['people.csv', 'broken.csv', '--model', 'table.vae1'],
    1,
    /^vae1: broken\.csv has "pilot" in row 121, column "job", expected/,
  ],
  ['a table without rows', ['names.csv', '--model', 'table.vae1'], 1, /names\.csv has no rows/],
  [
    'an array for a model of a table',
    ['numbers.npy', '--model', 'table.vae1'],
    1,
    /numbers\.npy holds an array of numbers, but the model is of a table/,
  ],
  ['no model', ['people.csv'], 2, /needs the model whose coding it is: --model MODEL/],
  ['no files', ['--model', 'table.vae1'], 2, /vae1 code needs DATA\.\.\.: vae1 code DATA\.\.\./],
  ['a pattern of no file', ['x*.csv', '--model', 'table.vae1'], 1, /x\*\.csv fits no file/],
  [
    'two files of one name',
    ['people.csv', 'more/people.csv', '--model', 'table.vae1'],
    2,
    /people\.csv and more\/people\.csv would both be written to bad\/people\.safetensors/,
  ],
  ['standard input', ['-', '--model', 'table.vae1'], 2, /DATA must be files here/],
])
  for (const workers of [1, 2])
    test(`${what}, ${workers} workers: a sentence, and exit code ${exit}`, async () => {
      const flags = ['--workers', `${workers}`, '-o', 'bad'];
      const { code, stderr } = await vae1(folder, ['code', ...args, ...flags]);
      assert.equal(code, exit, stderr);
      assert.match(stderr, sentence);
      assert.match(stderr, /^vae1: .*\n$/, 'one line');
      assert.ok(!existsSync(join(folder, 'bad/broken.safetensors')));
      if (existsSync(join(folder, 'bad'))) assert.deepEqual(unfinished(join(folder, 'bad')), []);
    });

test('a folder that is a file', async () => {
  const args = ['code', 'people.csv', '--model', 'table.vae1', '-o', 'numbers.npy'];
  const { code, stderr } = await vae1(folder, args);
  assert.equal(code, 1);
  assert.match(stderr, /^vae1: numbers\.npy is a file already, not a folder\.\n$/);
});
