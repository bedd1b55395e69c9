// What is written reads back the same, in every format.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import {
  Decimal,
  Dictionary,
  Field,
  Float16,
  Float64,
  Int32,
  List,
  makeData,
  makeVector,
  Table,
  tableFromIPC,
  tableToIPC,
  TimestampMicrosecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import { zipSync } from 'fflate';
import { parquetReadObjects } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { done, lines, newFolder, SMALL } from './support/command.mjs';

const folder = newFolder();
const ROWS = 90;
const BIG = 2n ** 53n + 1n;

/** Every kind of column: with gaps, before 1970, beyond 2^53, and text that looks like numbers. */
const columns = {
  id: Array.from({ length: ROWS }, (_, i) => BIG + BigInt(i)),
  whole: Array.from({ length: ROWS }, (_, i) => (i % 8 ? BigInt((7 * i) % 50) : null)),
  part: Array.from({ length: ROWS }, (_, i) => (i % 7 ? (3 * i) / 4 : null)),
  code: Array.from({ length: ROWS }, (_, i) => (i % 6 ? `00${i % 5}` : null)),
  text: Array.from({ length: ROWS }, (_, i) => ['a,b', 'say "x"', 'two\nlines', 'é'][i % 4]),
  yes: Array.from({ length: ROWS }, (_, i) => (i % 5 ? i % 2 === 0 : null)),
  day: Array.from({ length: ROWS }, (_, i) => (i % 9 ? new Date(864e5 * (11 * i - 300)) : null)),
  time: Array.from({ length: ROWS }, (_, i) => new Date(-1e9 + 12_345_678 * i)),
};
const TYPES = {
  ...{ id: 'INT64', whole: 'INT64', part: 'DOUBLE', code: 'STRING', text: 'STRING' },
  ...{ yes: 'BOOLEAN', day: 'TIMESTAMP', time: 'TIMESTAMP' },
};
const names = Object.keys(columns);

before(async () => {
  const columnData = names.map((name) => ({ name, data: columns[name], type: TYPES[name] }));
  writeFileSync(join(folder, 'all.parquet'), Buffer.from(parquetWriteBuffer({ columnData })));
  await done(folder, [
    'train',
    'all.parquet',
    '-o',
    'all.vae1',
    '--columns',
    'id=identifier',
    ...['--columns', 'text=categorical'],
    ...SMALL,
  ]);
  // impute() keeps every cell that has a value; identifiers and all else come back as they are.
  for (const name of ['a.parquet', 'a.arrow', 'a.arrows', 'a.jsonl', 'a.json', 'a.csv', 'a.tsv'])
    await done(folder, ['impute', 'all.vae1', 'all.parquet', '-o', name]);
});

const path = (name) => join(folder, name);
const isDay = (name) => name === 'day';
/** A cell as JSON lines have it. */
const plain = (cell, name) => {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'bigint') return `${cell}`;
  if (!(cell instanceof Date)) return cell;
  return isDay(name) ? cell.toISOString().slice(0, 10) : cell.toISOString();
};

/** The rows of each file, with cells as their format has them. */
const READERS = {
  'a.parquet': async (bytes) =>
    parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    }),
  'a.arrow': async (bytes) => fromArrow(bytes),
  'a.arrows': async (bytes) => fromArrow(bytes),
  'a.jsonl': async (bytes) => lines(bytes.toString()).map((line) => JSON.parse(quoted(line))),
  'a.json': async (bytes) => JSON.parse(quoted(bytes.toString())),
};

/** Digits beyond 2^53 as text. */
const quoted = (json) => json.replaceAll(/:(\d{16,})/g, ':"$1"');

function fromArrow(bytes) {
  const table = tableFromIPC(bytes);
  return Array.from({ length: table.numRows }, (_, row) =>
    Object.fromEntries(
      names.map((name) => {
        const cell = table.getChild(name).get(row);
        const isDate = name === 'day' || name === 'time';
        return [name, isDate && cell !== null ? new Date(cell) : cell];
      }),
    ),
  );
}

for (const [file, read] of Object.entries(READERS))
  test(`${file}: every cell is as it was, with its type`, async () => {
    const rows = await read(readFileSync(path(file)));
    assert.equal(rows.length, ROWS);
    for (const [i, row] of rows.entries()) {
      assert.deepEqual(Object.keys(row), names);
      for (const name of names) {
        const given = columns[name][i];
        if (given === null) assert.notEqual(row[name], null, `${name} ${i} is filled`);
        else if (name === 'whole') assert.equal(Number(row[name]), Number(given));
        else assert.equal(plain(row[name], name), plain(given, name), `${name} ${i}`);
      }
    }
    if (!file.startsWith('a.j')) assert.equal(typeof rows[0].whole, 'bigint');
  });

test('each file reads back as the same table, from a pipe too', async () => {
  const reread = (name) =>
    done(folder, ['impute', 'all.vae1', '-', '--format', 'jsonl'], {
      input: readFileSync(path(name)),
    });
  const expected = readFileSync(path('a.jsonl'), 'utf8');
  for (const name of ['a.parquet', 'a.arrow', 'a.arrows', 'a.jsonl', 'a.json', 'a.csv', 'a.tsv'])
    assert.equal((await reread(name)).stdout, expected, name);
});

test('CSV and TSV keep text, codes and days', async () => {
  for (const [name, mark] of [
    ['a.csv', ','],
    ['a.tsv', '\t'],
  ]) {
    const text = readFileSync(path(name), 'utf8');
    assert.equal(text.slice(0, text.indexOf('\n')), names.join(mark));
    assert.match(text, /\b9007199254740993\b/);
    assert.match(text, /\b001\b/);
    assert.match(text, /"two\nlines"/);
    assert.match(text, /\b1969-\d\d-\d\d(,|\t)/);
  }
});

test('gaps are gaps in every format', async () => {
  const models = ['generate', 'all.vae1', '-n', '60'];
  await done(folder, [...models, '-o', 'gaps.parquet']);
  await done(folder, [...models, '-o', 'gaps.arrow']);
  const { stdout } = await done(folder, [...models, '--format', 'jsonl']);
  const made = lines(stdout).map((line) => JSON.parse(quoted(line)));
  const gaps = (rows) => rows.map((row) => names.map((name) => row[name] === null));
  assert.ok(gaps(made).flat().includes(true));
  const parquet = await READERS['a.parquet'](readFileSync(path('gaps.parquet')));
  assert.deepEqual(
    gaps(parquet.map((row) => Object.fromEntries(names.map((name) => [name, row[name] ?? null])))),
    gaps(made),
  );
  assert.deepEqual(gaps(fromArrow(readFileSync(path('gaps.arrow')))), gaps(made));
});

for (const [codec, compress] of Object.entries({ GZIP: gzipSync, BROTLI: brotliCompressSync }))
  test(`Parquet compressed by ${codec} reads like any other`, async () => {
    const columnData = names.map((name) => ({ name, data: columns[name], type: TYPES[name] }));
    const compressors = { [codec]: (bytes) => new Uint8Array(compress(bytes)) };
    const input = Buffer.from(parquetWriteBuffer({ columnData, codec, compressors }));
    const args = ['impute', 'all.vae1', '-', '--format', 'jsonl'];
    const { stdout } = await done(folder, args, { input });
    assert.equal(stdout, readFileSync(path('a.jsonl'), 'utf8'));
  });

test('gzipped files, and a table in a zip, read like plain ones', async () => {
  const text = readFileSync(path('a.csv'));
  const zip = zipSync({ 'folder/table.csv': new Uint8Array(text) });
  const args = ['score', 'all.vae1', '-', '--method', 'elbo'];
  const plainScores = await done(folder, args, { input: text });
  for (const input of [gzipSync(text), Buffer.from(zip)])
    assert.equal((await done(folder, args, { input })).stdout, plainScores.stdout);
});

test('Arrow and Parquet: half floats, decimals, dictionaries, and moments before 1970', async () => {
  const rows = 40;
  const some = (value) => Array.from({ length: rows }, (_, i) => (i % 10 === 3 ? null : value(i)));
  const half = some((i) => i / 4);
  const word = some((i) => ['red', 'blue'][i % 2]);
  // Microseconds before 1970 belong to the millisecond that they are in, not to the next.
  const moment = some((i) => -1000.5 - 86_400_000 * (i % 5));
  const cents = Uint32Array.from({ length: 4 * rows }, (_, i) => (i % 4 ? 0 : 25 * (i % 7) + 150));
  const table = new Table({
    half: vectorFromArray(half, new Float16()),
    word: vectorFromArray(word, new Dictionary(new Utf8(), new Int32())),
    moment: vectorFromArray(moment, new TimestampMicrosecond()),
    list: vectorFromArray(
      some(() => [1]),
      new List(new Field('item', new Float64())),
    ),
    price: makeVector(makeData({ type: new Decimal(2, 10, 128), length: rows, data: cents })),
  });
  writeFileSync(path('kinds.arrow'), tableToIPC(table, 'file'));
  const types = ['--columns', 'moment=date', '--columns', 'price=continuous'];
  const trained = await done(folder, [
    'train',
    'kinds.arrow',
    '-o',
    'kinds.vae1',
    ...types,
    ...SMALL,
  ]);
  assert.match(trained.stderr, /Column list is left out: only single values can be read/);
  const args = ['impute', 'kinds.vae1', '-', '--format', 'jsonl'];
  const micros = (ms) => (ms === null ? null : BigInt(Math.round(1000 * ms)));
  const parquet = Buffer.from(
    parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 4 },
        { name: 'half', type: 'DOUBLE', repetition_type: 'OPTIONAL' },
        { name: 'word', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
        {
          name: 'moment',
          type: 'INT64',
          converted_type: 'TIMESTAMP_MICROS',
          repetition_type: 'OPTIONAL',
        },
        {
          name: 'price',
          type: 'INT64',
          converted_type: 'DECIMAL',
          scale: 2,
          precision: 10,
          repetition_type: 'OPTIONAL',
        },
      ],
      columnData: [
        { name: 'half', data: half },
        { name: 'word', data: word },
        { name: 'moment', data: moment.map(micros) },
        { name: 'price', data: Array.from({ length: rows }, (_, i) => BigInt(cents[4 * i])) },
      ],
    }),
  );
  for (const input of [readFileSync(path('kinds.arrow')), parquet]) {
    const made = lines((await done(folder, args, { input })).stdout).map((line) =>
      JSON.parse(line),
    );
    for (const [i, row] of made.entries()) {
      assert.equal(row.price, cents[4 * i] / 100);
      if (half[i] === null) continue;
      assert.equal(row.half, half[i]);
      assert.equal(row.word, word[i]);
      assert.equal(row.moment, new Date(Math.floor(moment[i])).toISOString());
    }
  }
});
