// Files of rows: in the dialect of the file that came in, as JSON lines, as Parquet.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import Papa from 'papaparse';
import { ignore, textOf, trainedSession } from './support/open-session.mjs';
import { penguins } from './support/penguins.mjs';
import { read } from '../reading/studio.mjs';
import { webModule } from '../web-module.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { cellOf } = await webModule('studio/session/dataset.ts');
const { NO_WISHES } = await webModule('contract/wishes.ts');

/** With German dates, which the library reads and writes as text. */
const seen = {
  kind: 'text',
  name: 'seen',
  values: Array.from({ length: 20 }, (_, day) => `${String(day + 10)}.03.2021`),
  codes: Uint32Array.from({ length: 344 }, (_, row) => 1 + ((row * 7) % 20)),
};
const data = { ...penguins, columns: [...penguins.columns, seen] };
const names = data.columns.map(({ name }) => name);
const SUMMARY = {
  kind: 'table',
  name: 'penguins.csv',
  rows: 344,
  columns: [],
  reading: { delimiter: ';', header: true, decimal: ',' },
};

let session, service, look;
before(async () => {
  ({ session, service } = await trainedSession(data, { leftOut: ['Island'] }));
  session.summary = SUMMARY;
  look = new LookService(session);
});
after(() => session.forgetModel());

const cellAt = (name, row) =>
  cellOf(
    data.columns.find((each) => each.name === name),
    row,
  );
const comma = (cell) =>
  cell === null ? '' : typeof cell === 'number' ? String(cell).replace('.', ',') : cell;

test('generated rows have the separator, the decimal mark and the dates of the file', async () => {
  const { name, text } = await textOf(service, { what: 'generated', count: 30, seed: 9 });
  assert.equal(name, 'penguins-generated.csv');
  const made = await session.model.vae.generate(30, { seed: 9, form: 'rows' });
  const [header, ...rows] = Papa.parse(text, { delimiter: ';', skipEmptyLines: true }).data;
  assert.deepEqual(
    header,
    names.filter((each) => each !== 'Island'),
  );
  assert.deepEqual(
    rows,
    made.map((row) => header.map((column) => comma(row[column]))),
  );
  assert.match(text, /;\d+,\d;/);
  assert.match(rows[0].at(-1), /^\d\d\.03\.2021$/);
});

test('a file of tabs has its own ending', async (t) => {
  session.summary = { ...SUMMARY, reading: { delimiter: '\t', decimal: '.' } };
  t.after(() => (session.summary = SUMMARY));
  const { name, text } = await textOf(service, { what: 'generated', count: 3, seed: 9 });
  assert.equal(name, 'penguins-generated.tsv');
  assert.equal(text.split('\r\n')[0], names.filter((each) => each !== 'Island').join('\t'));
});

test('CSV has a byte-order mark if the file that came in needs one or has one, so that Excel reads it', async (t) => {
  t.after(() => (session.summary = SUMMARY));
  const firstBytes = async (wanted) => {
    const { blob } = await service.file(wanted, ignore);
    return [...new Uint8Array(await blob.arrayBuffer())].slice(0, 3);
  };
  const mark = [0xef, 0xbb, 0xbf];
  const rows = { what: 'generated', count: 3, seed: 9 };
  for (const [reading, marked, hasMark] of [
    [{ encoding: 'windows-1252' }, false, true],
    [{ encoding: 'utf-16le' }, false, true],
    [{ encoding: 'utf-8' }, true, true],
    [{ encoding: 'utf-8' }, false, false],
    [{}, false, false],
  ]) {
    session.summary = { ...SUMMARY, reading: { ...SUMMARY.reading, ...reading }, marked };
    const bytes = await firstBytes(rows);
    assert.equal(mark.every((byte, at) => bytes[at] === byte), hasMark, `${reading.encoding} ${marked}`); // prettier-ignore
    assert.notDeepEqual(await firstBytes({ ...rows, format: 'jsonl' }), mark);
  }
});

test('wishes hold for files as they do for views', async () => {
  const wishes = { ...NO_WISHES, where: { Sex: 'FEMALE' }, balance: 'Species' };
  const wanted = { what: 'generated', count: 30, seed: 9, format: 'jsonl', wishes };
  const { name, text } = await textOf(service, wanted);
  assert.equal(name, 'penguins-generated.jsonl');
  const rows = text.trimEnd().split('\n').map(JSON.parse);
  assert.deepEqual(
    rows,
    await session.model.vae.generate(30, {
      ...{ seed: 9, form: 'rows' },
      ...{ where: wishes.where, balance: 'Species' },
    }),
  );
  assert.ok(rows.every(({ Sex }) => Sex === 'FEMALE'));
});

test('Parquet has types: whole numbers, numbers, text; and gaps', async () => {
  const wanted = { what: 'generated', count: 40, seed: 9, format: 'parquet' };
  const { name, blob } = await service.file(wanted, ignore);
  assert.equal(name, 'penguins-generated.parquet');
  const file = await blob.arrayBuffer();
  const types = Object.fromEntries(
    parquetMetadata(file).schema.flatMap(({ name, type }) => (type ? [[name, type]] : [])),
  );
  assert.equal(types['Body Mass (g)'], 'INT64');
  assert.equal(types['Beak Length (mm)'], 'DOUBLE');
  assert.equal(types.Species, 'BYTE_ARRAY');
  const rows = await parquetReadObjects({ file });
  const made = await session.model.vae.generate(40, { seed: 9, form: 'rows' });
  const plain = (row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, cell]) => [
        key,
        typeof cell === 'bigint' ? Number(cell) : (cell ?? null),
      ]),
    );
  assert.deepEqual(rows.map(plain), made.map(plain));
});

test('the filled table has every row and column in order; only gaps of the model are filled', async () => {
  await assert.rejects(
    service.file({ what: 'filled', format: 'csv', marked: false }, ignore),
    /not been filled yet/,
  );
  await look.fill({ draws: null, seed: 2 }, ignore);
  const { name, text } = await textOf(service, { what: 'filled', format: 'csv', marked: true });
  assert.equal(name, 'penguins-filled.csv');
  const [header, ...rows] = Papa.parse(text, { delimiter: ';', skipEmptyLines: true }).data;
  assert.deepEqual(header, [...names, 'filled']);
  assert.equal(rows.length, 344);
  for (const [row, cells] of rows.entries()) {
    const filled = cells.at(-1) === '' ? [] : cells.at(-1).split('; ');
    for (const [column, name] of names.entries()) {
      const was = cellAt(name, row);
      if (was === null) assert.ok(filled.includes(name) && cells[column] !== '', `${row} ${name}`);
      else assert.equal(cells[column], comma(was), `${row} ${name}`);
    }
  }
});

test('several draws are a zip of a file each, which differ only in filled cells', async () => {
  await look.fill({ draws: 3, seed: 2 }, ignore);
  const wanted = { what: 'filled', format: 'jsonl', marked: false };
  const { name, blob } = await service.file(wanted, ignore);
  assert.equal(name, 'penguins-filled.zip');
  const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  assert.deepEqual(
    Object.keys(files),
    [1, 2, 3].map((draw) => `penguins-filled-${draw}.jsonl`),
  );
  const tables = Object.values(files).map((bytes) =>
    new TextDecoder().decode(bytes).trimEnd().split('\n').map(JSON.parse),
  );
  const drawn = await session.model.vae.impute(
    tables[0].map((_, row) =>
      Object.fromEntries(
        names.filter((name) => name !== 'Island').map((name) => [name, cellAt(name, row)]),
      ),
    ),
    { draws: 3, seed: 2 },
  );
  for (const [draw, rows] of tables.entries())
    assert.deepEqual(
      rows,
      drawn[draw].map((row, index) =>
        Object.fromEntries(
          names.map((name) => [name, name === 'Island' ? cellAt(name, index) : row[name]]),
        ),
      ),
    );
});

test('a column of the table that is called as the mark keeps its name', async (t) => {
  const columns = [{ ...penguins.columns[4], name: 'filled' }, ...penguins.columns.slice(0, 3)];
  const opened = await trainedSession({ ...penguins, columns });
  t.after(() => opened.session.forgetModel());
  await new LookService(opened.session).fill({ draws: null, seed: 2 }, ignore);
  const wanted = { what: 'filled', format: 'csv', marked: true };
  const { text } = await textOf(opened.service, wanted);
  assert.deepEqual(Papa.parse(text).data[0], [...columns.map(({ name }) => name), 'filled_']);
});

test('a file in the making can be cancelled', async () => {
  const making = service.file({ what: 'generated', count: 20_000, seed: 1 }, ignore);
  await service.cancel();
  await assert.rejects(making, { name: 'AbortError' });
});

test('cells that were there stand in the filled table as in the file, with all of their zeros', async (t) => {
  const cells = Array.from({ length: 90 }, (_, i) => [
    i % 10 === 3 ? '' : `${i % 8},${(i % 2) * 5}`,
    i % 9 === 4 ? '' : ['7', '7,50', '0,125', '10,0'][i % 4],
    i % 7 === 2 ? '' : `${1 + (i % 5)}.${100 + (i % 50)},00 €`,
    ['red', 'blue'][i % 2],
  ]);
  const lines = cells.map((row) => row.join(';'));
  const { data: given, reading } = await read(`one;some;money;kind\n${lines.join('\n')}\n`);
  const trained = await trainedSession(given);
  t.after(() => trained.session.forgetModel());
  trained.session.summary = { ...SUMMARY, reading };
  await new LookService(trained.session).fill({ draws: null, seed: 1 }, ignore);
  const { text } = await textOf(trained.service, { what: 'filled', format: 'csv', marked: false });
  const [, ...rows] = Papa.parse(text, { delimiter: ';', skipEmptyLines: true }).data;
  for (const [row, was] of cells.entries())
    for (const [column, cell] of was.entries())
      if (cell !== '') assert.equal(rows[row][column], cell);
  // Where all have one digit, so has a filled cell.
  for (const [one] of rows) assert.match(one, /^\d+,\d$/);
});
