import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cells, gzipped, messages, read } from './studio.mjs';

test('names, numbers, text and gaps of a CSV file', async () => {
  const table = await read('name,age\nAda,36\nBob,\nAda,41.5\n');
  assert.deepEqual(cells(table), { name: ['Ada', 'Bob', 'Ada'], age: [36, null, 41.5] });
  assert.match(messages(table), /first line was read as column names/);
  assert.equal(table.data.rows, 3);
});

test('lines above a table are skipped, with a note that names them', async () => {
  const body = 'a;b;c\n1;2;3\n4;5;6\n7;8;9\n';
  const one = await read(`Sales 2024\n${body}`);
  assert.match(messages(one), /The first line, above the table, was skipped: “Sales 2024”/);
  const two = await read(`Sales 2024\nAll shops\n${body}`);
  assert.match(messages(two), /The first 2 lines, above the table, were skipped: /);
});

test('the delimiter is detected, even if decimal commas split the lines evenly', async () => {
  for (const [mark, name] of [
    [';', 'a.csv'],
    ['\t', 'a.tsv'],
    ['|', 'a.txt'],
    [',', 'a.csv'],
  ]) {
    const table = await read(`a${mark}b\n1${mark}x\n2${mark}y\n`, { name });
    assert.deepEqual(cells(table), { a: [1, 2], b: ['x', 'y'] }, mark);
    assert.equal(table.reading.delimiter, mark);
  }
  const bare = await read('1,5;2,5\n3,25;4,5\n');
  assert.deepEqual(cells(bare), { 1: [1.5, 3.25], 2: [2.5, 4.5] });
});

test('decimal commas are detected and announced', async () => {
  const table = await read('a;b\n1,5;x\n2;y\n');
  assert.deepEqual(cells(table).a, [1.5, 2]);
  assert.match(
    messages(table),
    /Commas in a were read as decimal commas.*set the decimal sign to point/,
  );
  assert.equal(table.reading.decimal, ',');
  const quoted = await read('a,b\n"1,5",x\n"2,25",y\n');
  assert.deepEqual(cells(quoted).a, [1.5, 2.25]);
  assert.deepEqual(cells(await read('a\n1,5\n2\n')), { a: [1.5, 2] });
  const point = await read('a;b\n1.5;x\n2;y\n');
  assert.doesNotMatch(messages(point), /comma/);
});

test('ambiguous numbers are pointed out, or follow the other columns', async () => {
  const alone = await read('a;b\n1.234;x\n12.345;y\n');
  assert.deepEqual(cells(alone).a, [1.234, 12.345]);
  assert.match(messages(alone), /1\.234 in column a are ambiguous/);
  const beside = await read('a;b\n1.234;0,5\n12.345;1,75\n');
  assert.deepEqual(cells(beside), { a: [1234, 12345], b: [0.5, 1.75] });
  assert.doesNotMatch(messages(await read('a;b\n1.234;0.5\n12.345;7\n')), /ambiguous/);
  const said = await read('a;b\n1.234;x\n12.345;y\n', { options: { decimal: ',' } });
  assert.deepEqual(cells(said).a, [1234, 12345]);
  assert.doesNotMatch(messages(said), /ambiguous/);
  assert.deepEqual(cells(await read('a;b\n"1,234,567.5";x\n2;y\n')).a, [1234567.5, 2]);
});

test('values in the first line show that a file has no column names', async () => {
  const table = await read('1,x\n2,y\n');
  assert.deepEqual(cells(table), { 1: [1, 2], 2: ['x', 'y'] });
  assert.match(messages(table), /first line was read as a row/);
  const said = await read('1,x\n2,y\n', { options: { headerRows: 1 } });
  assert.deepEqual(cells(said), { 1: [2], x: ['y'] });
});

test('missing and repeated names are made distinct', async () => {
  const table = await read(',a,a,a 2\n1,2,3,4\n');
  assert.deepEqual(Object.keys(cells(table)), ['column 1', 'a', 'a 3', 'a 2']);
  assert.match(messages(table), /renamed column 1 and a 3/);
});

test('quoted cells may contain delimiters, quotes and line breaks', async () => {
  const table = await read('a,b\r\n"x, ""y""",1\r\n"two\r\nlines",2\r\n');
  assert.deepEqual(cells(table), { a: ['x, "y"', 'two\nlines'], b: [1, 2] });
});

test('a byte order mark, UTF-16 and old line ends are understood', async () => {
  assert.deepEqual(cells(await read('\ufeffa,b\n1,é\n')), { a: [1], b: ['é'] });
  const utf16 = Buffer.from('\ufeffa,b\n1,é\n', 'utf16le');
  assert.deepEqual(cells(await read(utf16)), { a: [1], b: ['é'] });
  assert.deepEqual(cells(await read('a,b\r1,x\r2,y\r')), { a: [1, 2], b: ['x', 'y'] });
});

test('empty lines are skipped, except in a single column, where they are gaps', async () => {
  const two = await read('a,b\n\n1,2\n\n3,4\n\n\n');
  assert.deepEqual(cells(two), { a: [1, 3], b: [2, 4] });
  assert.match(messages(two), /2 empty lines were skipped/);
  assert.deepEqual(cells(await read('a\n1\n\n3\n\n')), { a: [1, null, 3] });
});

test('gap words are gaps, and a note counts them', async () => {
  const table = await read('a,b\n1,NA\nn/a,x\n-,?\n4,null\nNaN,y\n');
  assert.deepEqual(cells(table), { a: [1, null, null, 4, null], b: [null, 'x', null, null, 'y'] });
  assert.match(messages(table), /6 cells contain “n\/a”, .* and count as missing/);
});

test('words that can be answers are gaps among numbers alone', async () => {
  const words = ['unknown', 'None', 'missing'];
  const table = await read(`n,t\n1,a\n${words.map((word) => `${word},${word}\n`).join('')}5,b\n`);
  assert.deepEqual(cells(table), {
    n: [1, null, null, null, 5],
    t: ['a', ...words, 'b'],
  });
  assert.match(
    messages(table),
    /3 cells contain “unknown”, “None” or “missing” and count as missing/,
  );
  const only = await read('a,t\n1,none\n2,unknown\n3,none\n');
  assert.deepEqual(cells(only).t, ['none', 'unknown', 'none']);
  // What a snippet takes for gaps in every column.
  assert.deepEqual(table.data.file.gaps, []);
});

test('codes with leading zeros and numbers with too many digits stay text', async () => {
  const table = await read('zip,id\n02139,12345678901234567\n10001,12345678901234568\n');
  assert.deepEqual(cells(table), {
    zip: ['02139', '10001'],
    id: ['12345678901234567', '12345678901234568'],
  });
});

test('a few non-numbers in a numeric column become gaps, and a note shows the first', async () => {
  const rows = Array.from({ length: 300 }, (_, i) => `${i},${i}`);
  rows[100] = 'broken,100';
  const table = await read(['a,b', ...rows].join('\n'));
  assert.equal(cells(table).a[100], null);
  assert.equal(cells(table).a[101], 101);
  assert.match(messages(table), /column a, 1 cell is not a number.*“broken” in line 102/);
  for (let i = 0; i < 4; ++i) rows[i] = `text ${i},${i}`;
  assert.equal(cells(await read(['a,b', ...rows].join('\n'))).a[200], '200');
});

test('a column that turns out late to be text keeps its exact text', async () => {
  const rows = Array.from({ length: 9000 }, (_, i) => `${i}.50`);
  for (let i = 8000; i < 8100; ++i) rows[i] = `text ${i}`;
  const { a } = cells(await read(['a', ...rows].join('\n')));
  assert.equal(a[0], '0.50');
  assert.equal(a[8050], 'text 8050');
  assert.equal(a.length, 9000);
});

test('a table that spans many pieces, gzipped or not, has every cell in place', async () => {
  const rows = Array.from({ length: 60_000 }, (_, i) => `${i},"c${i % 7}\n",${i / 8}`);
  const text = ['i,c,x', ...rows].join('\n');
  for (const file of [text, gzipped(text)]) {
    const { i, c, x } = cells(await read(file));
    assert.equal(i.length, 60_000);
    assert.ok(i.every((value, row) => value === row && x[row] === row / 8));
    assert.ok(c.every((value, row) => value === `c${row % 7}`));
  }
});

test('a line end split between two pieces counts once', async () => {
  // The first piece, of 512 KB, ends between '\r' and '\n'.
  const text = 'abc\r\n' + '12\r\n'.repeat(200_000);
  const { data } = await read(text);
  assert.equal(data.rows, 200_000);
});

test('a text column with too many different values is dropped and reported', async () => {
  const rows = Array.from({ length: 260_000 }, (_, i) => `name ${i},${i % 10}`);
  const table = await read(['a,b', ...rows].join('\n'));
  assert.deepEqual(Object.keys(cells(table)), ['b']);
  assert.equal(table.dropped[0].name, 'a');
});

test('faults in a CSV file are reported with the line', async () => {
  await assert.rejects(
    () => read('a,b\n1,2\n"x\ny",3\n4\n', { options: { ragged: 'fail' } }),
    /^Error: Line 5 of table\.csv has 1 cell; expected 2/,
  );
  await assert.rejects(
    () => read('a,b\n1,2\n3,"four\n5,6\n'),
    /begins in line 3 .* lacks its closing quote/,
  );
  await assert.rejects(
    () => read('a,b\n1,2\n3,"fo"ur\n5,6\n'),
    /In line 3 .* follows the closing quote/,
  );
  await assert.rejects(() => read('a,b\n'), /no rows below it/);
  await assert.rejects(() => read(''), /table\.csv is empty/);
  await assert.rejects(() => read(' \n\n \n'), /table\.csv is empty/);
  const long = `a,b\n1,"${'x'.repeat(9 * 2 ** 20)}\n`.repeat(2);
  await assert.rejects(
    () => read(long.replaceAll('"', (_, at) => (at < 10 ? '"' : ''))),
    /begins in line 2 /,
  );
});

test('bytes that are not text are refused', async () => {
  await assert.rejects(() => read(Uint8Array.of(1, 2, 0, 3, 200)), /neither a text file/);
  const latin = Uint8Array.of(97, 44, 98, 10, 49, 44, 0xe9, 10);
  assert.deepEqual(cells(await read(latin)).b, ['é']);
  await assert.rejects(
    () => read(latin, { options: { encoding: 'utf-8' } }),
    /table\.csv has bytes that are not utf-8: choose another encoding/,
  );
  const late = Buffer.concat([Buffer.from('a,b\n' + '1,2\n'.repeat(5000)), Buffer.from([0, 0])]);
  await assert.rejects(() => read(late), /neither a text file/);
  await assert.rejects(() => read('%PDF-1.7\n'), /is a PDF/);
});

test('reading reports progress and can be cancelled', async () => {
  const text = 'a,b\n' + '1,2\n'.repeat(400_000);
  const fractions = [];
  await read(text, { report: ({ fraction }) => fractions.push(fraction) });
  assert.equal(fractions.at(-1), 1);
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error('cancelled')), 20);
  await assert.rejects(() => read(text.repeat(4), { signal: controller.signal }), /cancelled/);
});

test('whether UTF-8 begins with a byte order mark is known, since what is written from it has one, too', async () => {
  assert.equal((await read('\ufeffa,b\n1,é\n')).marked, true);
  assert.equal((await read('\ufeffa,b\n1,é\n', { options: { encoding: 'utf-8' } })).marked, true);
  assert.equal((await read('a,b\n1,é\n')).marked, undefined);
});
