// Which file the data are attributed to. A snippet reads that file in a few lines, so it must be
// exact.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipped, idx, read } from './studio.mjs';

const fileOf = async (content, asked) => (await read(content, asked)).data.file;

test('a CSV file records how to read its cells', async () => {
  const text = 'id;a;a\nx1;1,5;NA\nx2;2;n/a\n';
  assert.deepEqual(await fileOf(text), {
    format: 'text',
    name: 'table.csv',
    delimiter: ';',
    header: true,
    decimal: ',',
    places: [0, 1, 2],
    gaps: ['NA', 'n/a'],
  });
});

test('a JSON file of objects records which texts are gaps', async () => {
  const json = JSON.stringify([{ a: 1 }, { a: '?' }, { a: 2 }]);
  const expected = { format: 'json', name: 'table.json', gaps: ['?'] };
  assert.deepEqual(await fileOf(json, { name: 'table.json' }), expected);
});

test('data that a few lines cannot read from disk have no file', async () => {
  const text = 'a;b\n1.5;2\n2;3\n';
  assert.ok(await fileOf(text));
  assert.equal(await fileOf(gzipped(Buffer.from(text)), { name: 'table.csv.gz' }), undefined);
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  assert.equal(await fileOf(utf16), undefined);
  assert.equal(await fileOf('a;b\n1.5;2,5\n2.5;3,5\n'), undefined);
  assert.equal(await fileOf('{"a": 1}\n{"a": 2}\n', { name: 'table.ndjson' }), undefined);
});

test('images of an IDX file, with or without labels, have that file', async () => {
  const images = idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]);
  const expected = { format: 'idx', name: 'images.gz' };
  assert.deepEqual(await fileOf(gzipped(images), { name: 'images.gz' }), expected);
  const files = [new File([idx([2], [0, 1])], 'labels'), new File([gzipped(images)], 'images.gz')];
  assert.deepEqual(await fileOf(files), expected);
});
