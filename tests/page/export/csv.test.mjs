import assert from 'node:assert/strict';
import { test } from 'node:test';
import Papa from 'papaparse';
import { openSession, textOf, trainedSession } from './support/open-session.mjs';
import { penguins } from './support/penguins.mjs';
import { webModule } from '../web-module.mjs';

const { tableOf } = await webModule('studio/session/dataset.ts');
const { CsvFile } = await webModule('studio/export/csv-file.ts');

test('every cell written as CSV reads back unchanged', async () => {
  const names = ['plain', 'a "quoted", name', 'two\nlines'];
  const rows = [
    ['text', 1.1, 0.1 + 0.2],
    ['with "quotes"', -5, 1e300],
    ['with, commas; and\r\nlines', null, NaN],
    [' spaces ', undefined, '=SUM(A1)'],
    ['', true, ''],
  ];
  const file = new CsvFile(names);
  file.add(rows.slice(0, 2));
  file.add(rows.slice(2));
  const text = await file.blob().text();
  assert.ok(text.endsWith('\r\n'));
  const { data, errors } = Papa.parse(text, { skipEmptyLines: true });
  assert.deepEqual(errors, []);
  const isGap = (cell) => cell === null || cell === undefined || Number.isNaN(cell);
  const expected = rows.map((row) => row.map((cell) => (isGap(cell) ? '' : String(cell))));
  assert.deepEqual(data, [names, ...expected]);
});

test('a gap in a single column is quoted, since readers skip empty lines', async () => {
  const file = new CsvFile(['only']);
  file.add([[1], [null], [3]]);
  assert.equal(await file.blob().text(), 'only\r\n1\r\n""\r\n3\r\n');
});

test('generated rows are those of the model and seed, in the order of the columns', async (t) => {
  const years = {
    kind: 'numbers',
    name: '2024',
    values: Float64Array.from({ length: 344 }, (_, i) => (i * 7) % 53),
  };
  const data = { ...penguins, columns: [...penguins.columns, years] };
  const { session, service } = await trainedSession(data, { leftOut: ['Island'] });
  t.after(() => session.forgetModel());
  const { name, text } = await textOf(service, { what: 'generated', count: 50, seed: 9 });
  assert.equal(name, 'penguins-generated.csv');
  const [header, ...rows] = Papa.parse(text, { skipEmptyLines: true }).data;
  const expected = data.columns
    .map((column) => column.name)
    .filter((column) => column !== 'Island');
  assert.deepEqual(header, expected);
  const made = await session.model.vae.generate(50, { seed: 9 });
  const cells = rows.map((_, row) => header.map((column) => String(made[column][row] ?? '')));
  assert.deepEqual(rows, cells);
});

test('latent codes are the posteriors of all rows, with a named column per dimension', async (t) => {
  const { session, service } = await trainedSession(penguins, { decoder: 'independent' });
  t.after(() => session.forgetModel());
  const progress = [];
  const { blob, name } = await service.file({ what: 'latents' }, (news) =>
    progress.push(news.fraction),
  );
  assert.equal(name, 'penguins-latents.csv');
  assert.equal(progress.at(-1), 1);
  const { data } = Papa.parse(await blob.text(), {
    header: true,
    dynamicTyping: true,
    skipEmptyLines: true,
  });
  assert.deepEqual(
    data.map(({ row }) => row),
    Array.from({ length: 344 }, (_, i) => i + 1),
  );
  const { mean, logVariance } = await session.model.vae.encode(tableOf(penguins, []));
  const written = (prefix) =>
    data.flatMap((row) => [1, 2, 3].map((dimension) => row[`${prefix}_${dimension}`]));
  assert.deepEqual(written('mean'), [...mean]);
  assert.deepEqual(written('log_variance'), [...logVariance]);
});

test('latent codes of images include the labels', async (t) => {
  const images = twoKinds();
  const { session, service } = await trainedSession(images);
  t.after(() => session.forgetModel());
  const { text } = await textOf(service, { what: 'latents' });
  const { data } = Papa.parse(text, { header: true, skipEmptyLines: true });
  assert.equal(data.length, 40);
  assert.deepEqual(
    data.slice(0, 3).map(({ label }) => label),
    ['dark', 'bright', 'dark'],
  );
});

test('curves have a line per epoch, and gaps where no rows were held out', async () => {
  const { session, service } = openSession(penguins);
  const figures = { loss: 3, reconstruction: 2, kl: 1 };
  session.model = { kind: 'table', vae: { dispose() {} } };
  session.history = [
    { epoch: 1, ...figures, validation: { loss: 6, reconstruction: 5, kl: 4 }, seconds: 0.5 },
    { epoch: 2, ...figures, validation: null, seconds: null },
  ];
  const { text } = await textOf(service, { what: 'curves' });
  assert.equal(
    text,
    'epoch,loss,reconstruction,kl,held_out_loss,held_out_reconstruction,held_out_kl,seconds\r\n' +
      '1,3,2,1,6,5,4,0.5\r\n2,3,2,1,,,,\r\n',
  );
});

test('odd rows have rank, reasons and cells, oddest first', async () => {
  const score = { kind: 'numbers', name: 'score', values: Float64Array.of(7, NaN, 9) };
  const { session, service } = openSession({
    kind: 'table',
    name: 'x.csv',
    rows: 3,
    columns: [score],
  });
  session.model = { kind: 'table', vae: { dispose() {} } };
  await assert.rejects(
    service.file({ what: 'odd' }, () => {}),
    /not been ranked/,
  );
  session.odd = {
    rows: Uint32Array.of(0, 1, 2),
    scores: Float64Array.of(1, 2, 30),
    top: [{ row: 2, score: 30, reasons: [{ column: 'score', nats: 12.345 }] }],
  };
  const { name, text } = await textOf(service, { what: 'odd' });
  assert.equal(name, 'x-odd-rows.csv');
  assert.equal(
    text,
    'rank,row,score_,reasons,score\r\n1,3,30,score 12.35,9\r\n2,2,2,,\r\n3,1,1,,7\r\n',
  );
});

function twoKinds() {
  return {
    kind: 'images',
    name: 'two kinds',
    rows: 40,
    shape: { width: 4, height: 4, channels: 1 },
    pixels: Uint8Array.from({ length: 640 }, (_, i) =>
      Math.floor(i / 16) % 2 ? 255 : (i * 37) % 200,
    ),
    labels: { names: ['dark', 'bright'], codes: Uint16Array.from({ length: 40 }, (_, i) => i % 2) },
  };
}
