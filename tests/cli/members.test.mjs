// Workbooks, zips and ARFF: which of several tables is read, and the types that a file itself states.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { strToU8, zipSync } from 'fflate';
import { workbook } from '../fixtures/files/workbook.mjs';
import { done, lines, newFolder, SMALL, vae1 } from './support/command.mjs';

const folder = newFolder();
const rows = (row) => Array.from({ length: 60 }, (_, i) => row(i));
const write = (name, bytes) => writeFileSync(join(folder, name), bytes);

write(
  'book.xlsx',
  workbook({
    Sales: [['region', 'units'], ...rows((i) => [['n', 's'][i % 2], (i * 37) % 101])],
    Costs: [['what', 'cost'], ...rows((i) => [['rent', 'pay'][i % 2], ((i * 37) % 101) / 4])],
  }),
);
write(
  'tables.zip',
  zipSync({
    'README.md': strToU8('# About'),
    'some.csv': strToU8('a,b\n1,2\n'),
    'all.csv': strToU8(`x,y\n${rows((i) => `${(i * 37) % 101},${'uv'[i % 2]}`).join('\n')}\n`),
  }),
);
write(
  'flags.arff',
  `@relation r\n@attribute x numeric\n@attribute flag {0,1,2}\n@data\n${rows((i) => `${(i * 37) % 41},${i % 3}`).join('\n')}\n`,
);

test('of a workbook the first sheet with a table is read, which is said, and --member picks another', async () => {
  const first = await done(folder, ['synthesize', 'book.xlsx', ...SMALL]);
  assert.equal(lines(first.stdout)[0], 'region,units');
  assert.match(first.stderr, /The sheet Sales was read; the workbook also has Costs/);
  const other = await done(folder, ['synthesize', 'book.xlsx', '--member', 'Costs', ...SMALL]);
  assert.equal(lines(other.stdout)[0], 'what,cost');
  const none = await vae1(folder, ['synthesize', 'book.xlsx', '--member', 'Gains', ...SMALL]);
  assert.notEqual(none.code, 0);
  assert.match(none.stderr, /book\.xlsx has no sheet Gains; it has Sales and Costs/);
});

test('of a zip the largest table is read, and what is skipped is named', async () => {
  const { stdout, stderr } = await done(folder, ['synthesize', 'tables.zip', ...SMALL]);
  assert.equal(lines(stdout)[0], 'x,y');
  assert.match(stderr, /all\.csv was read, the largest table; there is also some\.csv/);
  assert.match(stderr, /Skipped 1 file: README\.md/);
});

test('a nominal attribute of ARFF is a category although it looks like a number', async () => {
  await done(folder, ['train', 'flags.arff', '-o', 'flags.vae1', ...SMALL]);
  const { stdout } = await done(folder, ['info', 'flags.vae1', '--json']);
  const types = JSON.parse(stdout).schema.columns.map(({ name, type }) => [name, type]);
  assert.deepEqual(types, [
    ['x', 'integer'],
    ['flag', 'categorical'],
  ]);
});
