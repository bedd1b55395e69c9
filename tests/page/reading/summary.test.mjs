import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { read } from './studio.mjs';
import { webModule } from '../web-module.mjs';

const { summarise } = await webModule('studio/reading/summarise.ts');
const { rings } = await webModule('studio/reading/rings.ts');

async function summary(text, options = {}) {
  const { data, ...about } = await read(text, { options: { headerRows: 1, ...options } });
  return summarise(data, about);
}

const column = ({ columns }, name) => columns.find((one) => one.name === name);

test('the penguins: types, ranges, gaps and categories', async () => {
  const found = await summary(await readFile('web/samples/penguins.csv'));
  assert.equal(found.rows, 344);
  assert.deepEqual(
    found.columns.map(({ type }) => type),
    ['categorical', 'categorical', 'continuous', 'continuous', 'integer', 'integer', 'categorical'],
  );
  const { minimum, maximum, missing } = column(found, 'bill_length_mm');
  assert.deepEqual([minimum, maximum, missing], [32.1, 59.6, 2]);
  assert.equal(column(found, 'species').categories, 3);
  assert.equal(column(found, 'species').examples[0], 'Adelie');
  assert.equal(column(found, 'sex').missing, 11);
  assert.ok(found.columns.every(({ leftOut }) => leftOut === undefined));
  assert.deepEqual(found.head[3], ['Adelie', 'Torgersen', null, null, null, null, null]);
});

test('dates show as dates; identifiers and constants are not left out', async () => {
  const rows = Array.from({ length: 60 }, (_, i) => {
    const day = new Date(Date.UTC(2024, 0, 1 + i)).toISOString();
    return `${i + 1},name ${String.fromCharCode(65 + (i % 26))}${i},${day.slice(0, 10)},${day},same,${i % 9}`;
  });
  const found = await summary(['row,who,day,time,all,x', ...rows].join('\n'));
  assert.equal(column(found, 'row').type, 'identifier');
  assert.equal(column(found, 'who').type, 'identifier');
  assert.equal(column(found, 'all').type, 'constant');
  assert.ok(found.columns.every(({ leftOut }) => leftOut === undefined));
  assert.deepEqual(
    [column(found, 'day').minimum, column(found, 'day').maximum],
    ['2024-01-01', '2024-02-29'],
  );
  assert.equal(column(found, 'time').minimum, '2024-01-01 00:00');
});

test('dates and amounts as people write them, and what nothing in them tells', async () => {
  const two = (number) => String(number).padStart(2, '0');
  const rows = Array.from({ length: 60 }, (_, i) => {
    const day = `${two(1 + (i % 9))}/${two(1 + (i % 7))}/2024`;
    const late = i === 7 ? 'unknown' : `${2 + (i % 8)} ${['Feb', 'Mar'][i % 2]} 2024`;
    return `${day};${late};"$${1 + (i % 8)},${two(i)}0.50";${1 + (i % 5)}0,5 %;2024${two(1 + (i % 12))}${two(1 + (i % 28))}`;
  });
  const found = await summary(['us;late;price;share;day', ...rows].join('\n'));
  assert.deepEqual(
    found.columns.map(({ type }) => type),
    ['date', 'date', 'continuous', 'continuous', 'date'],
  );
  assert.deepEqual(
    [column(found, 'late').missing, column(found, 'late').maximum],
    [1, '2024-03-09'],
  );
  assert.deepEqual(
    [column(found, 'price').minimum, column(found, 'share').maximum],
    [1000.5, 50.5],
  );
  const notes = found.notes.map(({ message }) => message).join('\n');
  assert.match(
    notes,
    /^Column us: dates such as 01\/02\/2024 are read with the month first, since no cell tells\.$/m,
  );
  assert.match(notes, /^Column day: whole numbers read as days, from 2024-01-01 to 2024-12-24\.$/m);
});

test('times of day and dates with German months show as such', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) =>
      `${6 + (i % 12)}:${10 + ((i * 7) % 50)};${1 + (i % 28)}. ${['Mai', 'Juni'][i % 2]} 2024;${i % 7}`,
  );
  const found = await summary(['at;day;x', ...rows].join('\n'));
  assert.deepEqual(
    found.columns.map(({ type }) => type),
    ['date', 'date', 'integer'],
  );
  assert.deepEqual([column(found, 'at').minimum, column(found, 'at').maximum], ['06:10', '17:55']);
  assert.equal(column(found, 'day').maximum, '2024-06-28');
});

test('categories that look like dates of an unknown form are said to', async () => {
  const rows = Array.from({ length: 90 }, (_, i) => `${1 + (i % 28)} février 2024,${i % 7}`);
  const found = await summary(['day,x', ...rows].join('\n'));
  assert.equal(column(found, 'day').type, 'categorical');
  assert.match(
    found.notes.map(({ message }) => message).join('\n'),
    /Column day is read as categories: 28 different values; if they are dates, their form is unknown: use YYYY-MM-DD\./,
  );
});

test('texts that are categories but never repeat are left out', async () => {
  const found = await summary('who,x\nAnn,1\nBob,2\nCleo,1\n');
  assert.equal(column(found, 'who').type, 'categorical');
  assert.match(column(found, 'who').leftOut, /looks like an ID/);
});

test('a column without any value is left out', async () => {
  const found = await summary('x,nothing\n1,\n2,NA\n4,\n');
  assert.equal(column(found, 'nothing').leftOut, 'It has no values.');
  assert.equal(column(found, 'x').leftOut, undefined);
});

test('a column that mixes numbers and text is left out, and the others stay', async () => {
  const rows = Array.from({ length: 100 }, (_, i) => `${i % 3 ? i : `t${i}`},${i % 7}`);
  const found = await summary(['mixed,x', ...rows].join('\n'));
  assert.equal(column(found, 'mixed').type, null);
  assert.match(
    column(found, 'mixed').leftOut,
    /^Most of its cells are numbers, but 34 are other text: “t0” \(1\), “t3” \(1\), “t6” \(1\) and 31 more\. So it fits no type/,
  );
  assert.equal(column(found, 'x').type, 'integer');
});

const days = (i) => `2024-0${1 + (i % 9)}-1${i % 10}`;
const offered = (found, name) =>
  column(found, name).gapOffers?.map(({ text, reason }) => `${text}: ${reason}`);

test('words that keep a column from numbers or dates are named, and offered as gaps', async () => {
  const word = (i, value) => (i % 10 === 3 ? (i % 30 === 3 ? 'tbd' : 'w/o') : value);
  const rows = Array.from(
    { length: 300 },
    (_, i) =>
      `${word(i, 3 + 7 * i)};${word(i, `${1 + (i % 60)},5`)};${word(i, days(i))};${word(i, 'ab'[i % 2])}`,
  );
  const text = ['many;few;day;kind', ...rows].join('\n');
  const found = await summary(text);
  assert.deepEqual(
    found.columns.map(({ type }) => type),
    [null, 'categorical', 'categorical', 'categorical'],
  );
  assert.match(
    column(found, 'many').leftOut,
    /^Most of its cells are numbers, but 30 are other text: “w\/o” \(20\), “tbd” \(10\)\./,
  );
  const notes = found.notes.map(({ message }) => message).join('\n');
  assert.match(
    notes,
    /Column few is read as \d+ categories\. Most of its cells are numbers, but 30 .*“w\/o” \(20\), “tbd”/,
  );
  assert.match(notes, /Column day is read as \d+ categories\. Most of its cells are dates, but 30/);
  for (const [name, among] of [
    ['many', 'numbers'],
    ['few', 'numbers'],
    ['day', 'dates'],
  ])
    // prettier-ignore
    assert.deepEqual(offered(found, name), [
      `w/o: “w/o” occurs 20 times among ${among}.`,
      `tbd: “tbd” occurs 10 times among ${among}.`,
    ]);
  assert.equal(offered(found, 'kind'), undefined);
  // As the page's buttons do.
  const both = ['w/o', 'tbd'];
  const mended = await summary(text, { columnGapWords: { many: both, few: both, day: both } });
  assert.deepEqual(
    mended.columns.map(({ type, missing }) => [type, missing]),
    [['integer', 30], ['continuous', 30], ['date', 30], ['categorical', 0]], // prettier-ignore
  );
  assert.equal(offered(mended, 'many'), undefined);
  assert.deepEqual(offered(mended, 'kind'), [
    'w/o: “w/o” occurs 20 times and counts as a gap in another column.',
    'tbd: “tbd” occurs 10 times and counts as a gap in another column.',
  ]);
});

test('a word that is a gap among numbers is offered where it is a category', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `${i % 6 ? ['red', 'blue'][i % 2] : 'unbekannt'},${i % 7}`,
  );
  const found = await summary(['colour,x', ...rows].join('\n'));
  assert.equal(column(found, 'colour').type, 'categorical');
  assert.deepEqual(offered(found, 'colour'), [
    'unbekannt: “unbekannt” occurs 10 times as a category; among numbers it is a gap.',
  ]);
});

test('-999 that is a gap in one column is offered in every column that has it', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) =>
      `${i % 9 ? 10 + (i % 7) : -999},${i % 8 ? (i % 2 ? 5000 : -5000) + i : -999},${i % 5}`,
  );
  const text = ['near,wide,other', ...rows].join('\n');
  const found = await summary(text);
  assert.deepEqual(offered(found, 'near'), [
    '-999: -999 occurs 7 times and is far from all other values.',
  ]);
  assert.equal(offered(found, 'wide'), undefined);
  const chosen = await summary(text, { columnGapWords: { near: ['-999'] } });
  assert.equal(offered(chosen, 'near'), undefined);
  assert.deepEqual(offered(chosen, 'wide'), [
    '-999: -999 occurs 8 times and counts as a gap in another column.',
  ]);
  assert.equal(offered(chosen, 'other'), undefined);
});

test('a table with nothing to learn is refused', async () => {
  const names = Array.from({ length: 50 }, (_, i) => `some text ${i * i},more ${i}x`);
  await assert.rejects(() => summary(['a,b', ...names].join('\n')), /no column that a model could/);
  await assert.rejects(() => summary('a,b\nfoo,bar\nqux,quux\n'), /no column that a model could/);
  await assert.rejects(() => summary('a,b\n1,2\n'), /only one row/);
});

test('a dropped column is listed in the summary with the reason', async () => {
  const rows = Array.from({ length: 250_000 }, (_, i) => `name ${i},${i % 10}`);
  const found = await summary(['who,x', ...rows].join('\n'));
  assert.match(column(found, 'who').leftOut, /more different texts than the page can store/);
  assert.deepEqual(found.head[2], [2, null]);
});

test('the rings are the same each time', async () => {
  const found = await summarise(rings());
  assert.deepEqual(
    found.columns.map(({ type }) => type),
    ['continuous', 'continuous', 'categorical'],
  );
  assert.deepEqual(rings(), rings());
});

test('a single image is refused', async () => {
  const one = {
    kind: 'images',
    name: 'cat.png',
    rows: 1,
    shape: { width: 1, height: 1, channels: 1 },
    pixels: Uint8Array.of(7),
    labels: null,
  };
  await assert.rejects(() => summarise(one), /single image: a model needs many/);
  assert.equal((await summarise({ ...one, rows: 2, pixels: Uint8Array.of(7, 8) })).rows, 2);
});
