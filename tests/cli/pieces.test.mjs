// Files of more rows than a piece has: what is written is what one call of the API answers.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { npy } from './support/arrays.mjs';
import { done, lines, newFolder, SMALL, vae1 } from './support/command.mjs';

const folder = newFolder();
const PIECE = 16_384;
const ROWS = 2 * PIECE + 1234;
const WIDTH = 3;

/** Equal cells lie in other places of their pieces, and `pay` has gaps. */
const table = {
  job: Array.from({ length: ROWS }, (_, i) => ['clerk', 'cook', 'smith'][i % 3]),
  age: Array.from({ length: ROWS }, (_, i) => 20 + ((7 * i) % 41)),
  pay: Array.from({ length: ROWS }, (_, i) => (i % 9 ? 1000 + ((31 * i) % 211) / 4 : null)),
};
const names = Object.keys(table);
const csvOf = (rows, first = 0) => {
  const row = (_, i) => names.map((name) => table[name][first + i] ?? '').join();
  return `${names.join()}\n${Array.from({ length: rows }, row).join('\n')}\n`;
};
const values = Float32Array.from({ length: ROWS * WIDTH }, (_, i) => ((i * 13) % 101) * (i % WIDTH + 1)); // prettier-ignore
const numbers = { data: values, shape: [ROWS, WIDTH] };
const models = {};

before(async () => {
  writeFileSync(join(folder, 'table.csv'), csvOf(ROWS));
  writeFileSync(join(folder, 'numbers.npy'), npy(ROWS, WIDTH, values));
  writeFileSync(join(folder, 'few.csv'), csvOf(300));
  writeFileSync(join(folder, 'few.npy'), npy(300, WIDTH, values.subarray(0, 300 * WIDTH)));
  await done(folder, ['train', 'few.csv', '-o', 'table.vae1', ...SMALL]);
  await done(folder, ['train', 'few.npy', '-o', 'numbers.vae1', ...SMALL]);
  models.table = await TableVAE.load(readFileSync(join(folder, 'table.vae1')));
  models.numbers = await VAE.load(readFileSync(join(folder, 'numbers.vae1')));
});
after(() => Object.values(models).forEach((model) => model.dispose()));

/** The columns of numbers that a command writes. */
async function written(...args) {
  const [, ...rows] = lines((await done(folder, args)).stdout);
  assert.equal(rows.length, ROWS);
  return rows.flatMap((row) => row.split(',').map(Number));
}

for (const [kind, data, rows] of [
  ['table', 'table.csv', table],
  ['numbers', 'numbers.npy', numbers],
]) {
  test(`${kind}: encode`, async () => {
    const { mean } = await models[kind].encode(rows);
    const codes = Float32Array.from(await written('encode', `${kind}.vae1`, data));
    assert.deepEqual(codes, mean);
  });

  for (const method of ['elbo', 'likelihood', 'reconstruction', 'neighbours'])
    if (kind === 'numbers' || method !== 'neighbours')
      test(`${kind}: score by ${method}`, async () => {
        const expected = await models[kind].score(rows, { method, samples: 2 });
        const flags = ['--method', method, '--samples', '2'];
        assert.deepEqual(await written('score', `${kind}.vae1`, data, ...flags), [...expected]);
      });
}

const csvRows = (made) => made.map((row) => names.map((name) => row[name]).join());

test('impute', async () => {
  const { stdout } = await done(folder, ['impute', 'table.vae1', 'table.csv', '--samples', '1']);
  const expected = await models.table.impute(table, { samples: 1, form: 'rows' });
  assert.deepEqual(lines(stdout).slice(1), csvRows(expected));
});

test('impute: the second of two files of a table, by the number of its first row', async () => {
  const first = ROWS - 100;
  const rows = Object.fromEntries(names.map((name) => [name, table[name].slice(first)]));
  const expected = await models.table.impute(rows, { firstRow: first, form: 'rows' });
  const args = ['impute', 'table.vae1', '--first-row', `${first}`];
  const { stdout } = await done(folder, args, { input: csvOf(100, first) });
  assert.deepEqual(lines(stdout).slice(1), csvRows(expected));
});

test('generate: rows that have to match, in pieces', async () => {
  const where = { age: { min: 30, max: 49 } };
  const count = 170_000;
  const expected = await models.table.generate(count, { seed: 4, where, form: 'rows' });
  const flags = ['--seed', '4', '--where', 'age=30..49', '-n', `${count}`];
  const { stdout } = await done(folder, ['generate', 'table.vae1', ...flags]);
  const { createHash } = await import('node:crypto');
  const hash = (rows) => createHash('sha256').update(rows.join('\n')).digest('hex');
  assert.equal(hash(lines(stdout).slice(1)), hash(csvRows(expected)));
  const last = ['--first-row', `${count - 5}`, '-n', '5'];
  const { stdout: five } = await done(folder, ['generate', 'table.vae1', ...flags, ...last]);
  assert.deepEqual(lines(five).slice(1), csvRows(expected.slice(-5)));
});

test('train --continue: a table in a stream is that of the API', async () => {
  const flags = ['--stream', '--epochs', '1', '--shuffle-rows', '500'];
  const args = ['train', 'table.csv', '--continue', 'table.vae1', ...flags, '-o', 'more.vae1'];
  await done(folder, args);
  const model = await TableVAE.load(readFileSync(join(folder, 'table.vae1')));
  const half = (first, end) =>
    Object.fromEntries(names.map((name) => [name, table[name].slice(first, end)]));
  await model.train(() => [half(0, 9000), half(9000)], { epochs: 1, shuffleRows: 500 });
  assert.ok(readFileSync(join(folder, 'more.vae1')).equals(await model.save()));
  model.dispose();
});

test('a new table takes no stream', async () => {
  const { code, stderr } = await vae1(folder, ['train', 'few.csv', '--stream', '-o', 'x.vae1']);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^vae1: --stream of a table needs --continue with a model that knows its columns/,
  );
});

test('an error names the row of the file', async () => {
  const input = `${csvOf(ROWS)}pilot,30,1000\n`;
  const { code, stderr } = await vae1(folder, ['score', 'table.vae1'], { input });
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`"pilot" in row ${ROWS + 1}, column "job"`));
});

test('a column that no row of a piece has is a gap in them', async () => {
  const row = (i) => ({ job: table.job[i], pay: 1010, ...(i < 10 && { age: 30 }) });
  const input = Array.from({ length: ROWS }, (_, i) => `${JSON.stringify(row(i))}\n`).join('');
  const { stdout } = await done(folder, ['score', 'table.vae1', '--samples', '1'], { input });
  assert.equal(lines(stdout).length, ROWS + 1);
});
