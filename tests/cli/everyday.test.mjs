// Files as people have them, and what they get wrong at first.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { done, lines, newFolder, SMALL, vae1 } from './support/command.mjs';

const folder = newFolder();
const file = (name, content) => writeFileSync(join(folder, name), content);

/** A table from a German spreadsheet, with gaps. */
const two = (number) => String(number).padStart(2, '0');
const amount = (cents) =>
  `${Math.floor(cents / 1e5)}.${String(Math.floor(cents / 100) % 1000).padStart(3, '0')},${two(cents % 100)} EUR`;
const bills = Array.from({ length: 120 }, (_, i) => [
  `${two(1 + (i % 28))}.${two(1 + (i % 12))}.${2010 + (i % 12)}`,
  i % 11 ? amount(100_000 + ((7919 * i) % 500_000)) : '',
  ['Köln', 'Bonn', 'Ulm'][i % 3],
  i % 7 ? String(20 + ((7 * i) % 50)) : 'NA',
]);
const HEADER = ['date', 'amount', 'city', 'age'];
const text = (delimiter, rows = bills) =>
  [HEADER, ...rows]
    .map((row) => row.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)))
    .map((row) => `${row.join(delimiter)}\n`)
    .join('');
const rowsOf = (csv) => lines(csv).slice(1);

before(async () => {
  file('bills.csv', text(';'));
  await done(folder, ['train', 'bills.csv', '-o', 'bills.vae1', ...SMALL]);
});

test('commas, semicolons, tabs, CRLF, a mark before the text and UTF-16 read the same', async () => {
  const args = ['synthesize', '-', '-n', '20', ...SMALL];
  const { stdout } = await done(folder, args, { input: text(';') });
  assert.match(stdout, /^date,amount,city,age\n\d\d\.\d\d\.20\d\d,/);
  assert.match(stdout, /,"\d\.\d{3},\d\d EUR",/);
  for (const input of [
    text(','),
    text('\t'),
    text(';').replaceAll('\n', '\r\n'),
    `\ufeff${text(';')}`,
    Buffer.from(`\ufeff${text(';')}`, 'utf16le'),
  ])
    assert.equal((await done(folder, args, { input })).stdout, stdout);
});

test('--where takes dates, amounts and ranges as the table writes them, and gaps', async () => {
  const made = async (where) =>
    rowsOf((await done(folder, ['generate', 'bills.vae1', '-n', '5', '--where', where])).stdout);
  const years = (row) => Number(row.slice(6, 10));
  for (const where of ['date=01.01.2015..31.12.2016', 'date=2015-01-01..2016-12-31'])
    for (const row of await made(where)) assert.ok([2015, 2016].includes(years(row)), row);
  for (const row of await made('date=01.01.2015..')) assert.ok(years(row) >= 2015, row);
  for (const row of await made('amount=3.000,50 EUR..4.000,00 EUR'))
    assert.match(row, /,"(3\.\d{3}|4\.000),\d\d EUR",/);
  for (const row of await made('age=30.5..40')) assert.match(row, /,(3[1-9]|40)$/);
  for (const row of await made('amount=')) assert.match(row, /^[\d.]+,,/);
  for (const row of await made('city=Köln,Ulm')) assert.match(row, /,(Köln|Ulm),/);
});

test('one row, one column, three rows, and no rows for a model', async () => {
  const [one, none] = [text(';', bills.slice(1, 2)), text(';', [])];
  for (const command of ['score', 'encode', 'impute'])
    for (const [input, count] of [
      [one, 1],
      [none, 0],
    ]) {
      const { stdout } = await done(folder, [command, 'bills.vae1'], { input });
      assert.equal(lines(stdout).length, 1 + count, command);
    }
  for (const input of ['v\n1.5\n2.25\n3\n4\n', 'a,b\n1,x\n2,y\n3,x\n']) {
    const { stdout } = await done(folder, ['synthesize', '-n', '2', ...SMALL], { input });
    assert.equal(lines(stdout)[0], lines(input)[0]);
  }
});

test('columns of the same name, or of none, get one, which a note says', async () => {
  const input = `a,,a\n${'1,2,3\n2,3,1\n3,1,1\n'.repeat(9)}`;
  const { stdout, stderr } = await done(folder, ['synthesize', ...SMALL], { input });
  assert.equal(lines(stdout)[0], 'a,column 2,a 2');
  assert.match(stderr, /empty or repeated name/);
});

const CASES = [
  [
    'another category',
    ['score', 'bills.vae1', 'new.csv'],
    /^vae1: new\.csv has "Rome" in row 2, column "city"/,
  ],
  [
    'a column too few',
    ['impute', 'bills.vae1', 'few.csv'],
    /^vae1: few\.csv has no column "city".* give empty ones/,
  ],
  [
    'tables with other columns',
    ['compare', 'bills.csv', 'few.csv'],
    /^vae1: few\.csv has no column "city", but bills\.csv has\./,
  ],
  [
    'nothing to learn',
    ['synthesize', 'constant.csv'],
    /^vae1: constant\.csv has no column to model/,
  ],
  [
    'a type that there is not',
    ['synthesize', 'bills.csv', '--columns', 'amount=money'],
    /^vae1: --columns amount must be one of/,
  ],
  [
    'a condition that there is not',
    ['synthesize', 'bills.csv', '--conditions', 'town'],
    /^vae1: --conditions names "town", but bills\.csv has no such column; did you mean/,
  ],
  [
    'a column that the model does not have',
    ['generate', 'bills.vae1', '--where', 'town=Köln'],
    /^vae1: --where names "town"/,
  ],
  [
    'a value that a column cannot have',
    ['generate', 'bills.vae1', '--where', 'city=Rome'],
    /^vae1: --where city must be one of/,
  ],
  [
    'yes for true',
    ['synthesize', 'bills.csv', '--early-stopping', 'yes'],
    /^vae1: --early-stopping takes true, false or a JSON object, not "yes"/,
  ],
  [
    'gaps that an array does not take',
    ['train', 'gaps.csv', '--kind', 'numbers', '-o', 'gaps.vae1'],
    /^vae1: gaps\.csv has NaN in row 2, column x1/,
  ],
];

test('errors name files, rows from 1, and options, as they are on the command line', async () => {
  file('new.csv', text(';').replaceAll('Bonn', 'Rome'));
  file('few.csv', text(';').replaceAll('city', 'town'));
  file('constant.csv', 'a\nx\nx\nx\n');
  file('gaps.csv', 'a,b\n1,2\n3,\n5,6\n');
  for (const [what, args, sentence] of CASES) {
    const { code, stderr } = await vae1(folder, args);
    assert.notEqual(code, 0, what);
    assert.match(stderr, sentence, what);
    assert.doesNotMatch(stderr, /\w\(\)|\bdata\b/, 'nothing of a program');
  }
});

test('vae1 --help COMMAND is the help of the command', async () => {
  const { stdout } = await done(folder, ['--help', 'train']);
  assert.equal(stdout, (await done(folder, ['train', '--help'])).stdout);
});

test('a word that keeps a column from numbers is named, with the option that makes it a gap', async () => {
  const other = (i) => (i % 10 === 4 ? 'tbd' : i % 10 === 7 ? 'NA' : `${1000 + 7 * i},50`);
  const input = Array.from({ length: 300 }, (_, i) => `${other(i)};${'ab'[i % 2]}\n`).join('');
  const args = ['synthesize', '-', '-n', '40', ...SMALL];
  const refused = await vae1(folder, args, { input: `price;kind\n${input}` });
  assert.match(
    refused.stderr,
    /except those with "tbd" \(30\); .*list words for them with --missing-values/,
  );
  const { stdout } = await done(folder, [...args, '--missing-values', 'tbd'], {
    input: `price;kind\n${input}`,
  });
  const prices = rowsOf(stdout).map((row) => row.split(',')[0]);
  // NA is still a gap.
  assert.ok(
    rowsOf(stdout).every((row) => /^("\d+,\d+")?,[ab]$/.test(row)),
    prices.join(),
  );
});

test('--missing-values takes numbers of files that hold numbers', async () => {
  const input = Array.from(
    { length: 200 },
    (_, i) => `{"x":${i % 5 ? 10 + (i % 7) : -999},"k":"${'ab'[i % 2]}"}\n`,
  ).join('');
  const args = ['synthesize', '-', '-n', '60', '--missing-values', '-999', ...SMALL];
  const { stdout } = await done(folder, args, { input });
  assert.ok(
    rowsOf(stdout).every((row) => /^(1\d)?,[ab]$/.test(row)),
    stdout,
  );
});
