import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import Papa from 'papaparse';
import { ignore, openSession, textOf, trainedSession } from './support/open-session.mjs';
import { penguins, penguinsCsv } from './support/penguins.mjs';
import { webModule } from '../web-module.mjs';

const { tableOf } = await webModule('studio/session/dataset.ts');

// Inside the package, so that the snippet can import `vae1` and `papaparse` by name.
const build = fileURLToPath(new URL('../../../build/', import.meta.url));

/** Runs the snippet in a folder with this one file. Returns a reader of the files it wrote. */
async function run(t, snippet, name, content) {
  await mkdir(build, { recursive: true });
  const folder = await mkdtemp(`${build}snippet-`);
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(`${folder}/${name}`, content);
  await writeFile(`${folder}/snippet.mjs`, snippet);
  await promisify(execFile)(process.execPath, ['snippet.mjs'], { cwd: folder });
  return (file) => readFile(`${folder}/${file}`);
}

async function savedBy(session) {
  return Buffer.from(await session.model.vae.save());
}

test('the snippet of a table makes the same model, to the last bit, and its rows', async (t) => {
  const { session, service } = await trainedSession(penguins, { leftOut: ['Island'] });
  t.after(() => session.forgetModel());
  const file = await run(t, await service.snippet(), 'penguins.csv', penguinsCsv);
  assert.ok((await file('penguins.vae1')).equals(await savedBy(session)));

  const made = Papa.parse(await file('penguins-generated.csv').then(String)).data;
  const { text } = await textOf(service, { what: 'generated', count: 344, seed: 1 });
  assert.deepEqual(made, Papa.parse(text, { skipEmptyLines: true }).data);
});

test('the snippet repeats runs without held-out rows, and on JSON tables', async (t) => {
  const json = JSON.stringify(
    Array.from({ length: penguins.rows }, (_, row) =>
      Object.fromEntries(
        penguins.columns.map((column) => [
          column.name,
          column.kind === 'numbers'
            ? column.values[row]
            : (column.values[column.codes[row] - 1] ?? null),
        ]),
      ),
    ),
  );
  const data = { ...penguins, file: { format: 'json', name: 'birds.json', gaps: [] } };
  const { session, service } = await trainedSession(data, { validation: 0, patience: 0 });
  t.after(() => session.forgetModel());
  const file = await run(t, await service.snippet(), 'birds.json', json);
  assert.ok((await file('penguins.vae1')).equals(await savedBy(session)));
});

test('the snippet of IDX images makes the same model, gzipped or not', async (t) => {
  const pixels = Uint8Array.from({ length: 30 * 25 }, (_, i) => (i * 37 + (i >> 4)) % 256);
  const data = {
    kind: 'images',
    name: 'small-idx3-ubyte.gz',
    rows: 30,
    shape: { width: 5, height: 5, channels: 1 },
    pixels,
    labels: null,
    file: { format: 'idx', name: 'small-idx3-ubyte.gz' },
  };
  const idx = Buffer.from([0, 0, 8, 3, 0, 0, 0, 30, 0, 0, 0, 5, 0, 0, 0, 5, ...pixels]);
  const { session, service } = await trainedSession(data);
  t.after(() => session.forgetModel());
  const snippet = await service.snippet();
  for (const content of [idx, gzipSync(idx)]) {
    const file = await run(t, snippet, data.name, content);
    assert.ok((await file('small-idx3-ubyte.vae1')).equals(await savedBy(session)));
  }
});

test('file and column names are text in the snippet, never code', async (t) => {
  const evil = "a');\nthrow new Error('`${1}\\";
  const values = Float64Array.from({ length: 40 }, (_, i) => (i * 13) % 11);
  const text = `${Papa.unparse([[evil], ...Array.from(values, (value) => [value])])}\n`;
  const data = {
    kind: 'table',
    name: `${evil}.csv`,
    rows: 40,
    columns: [{ kind: 'numbers', name: evil, values }],
    file: { ...penguins.file, name: 'evil.csv', delimiter: ',', decimal: '.', places: [0] },
  };
  const { session, service } = await trainedSession(data);
  t.after(() => session.forgetModel());
  const { name } = await textOf(service, { what: 'model' });
  assert.match(name, /^[^\\/:*?"<>|\n]+\.vae1$/);
  const file = await run(t, await service.snippet(), 'evil.csv', text);
  assert.ok((await file(name)).equals(await savedBy(session)));
});

test('a file that no few lines can read: the snippet reads what the page has read of it', async (t) => {
  const { file, ...data } = penguins;
  const { session, service } = await trainedSession(data, { leftOut: ['Island'] });
  t.after(() => session.forgetModel());
  const asRead = await textOf(service, { what: 'data' });
  assert.equal(asRead.name, 'penguins-as-read.jsonl');
  const ran = await run(t, await service.snippet(), asRead.name, asRead.text);
  assert.ok((await ran('penguins.vae1')).equals(await savedBy(session)));
});

for (const network of ['fullyConnected', 'convolutional'])
  test(`likewise of images in colour, ${network}`, async (t) => {
    const pixels = Uint8Array.from({ length: 30 * 48 }, (_, i) => (i * 37 + (i >> 4)) % 256);
    const shape = { width: 4, height: 4, channels: 3 };
    const data = { kind: 'images', name: 'c.zip', rows: 30, shape, pixels, labels: null };
    const { session, service } = await trainedSession(data, { network });
    t.after(() => session.forgetModel());
    const { name, blob } = await service.file({ what: 'data' }, ignore);
    assert.equal(name, 'c-as-read.idx');
    const ran = await run(t, await service.snippet(), name, Buffer.from(await blob.arrayBuffer()));
    assert.ok((await ran('c.vae1')).equals(await savedBy(session)));
  });

test('the snippet has the conditions of the model, and makes rows as they are wished for', async (t) => {
  const { session, service } = await trainedSession(penguins, { conditions: ['Island'] });
  t.after(() => session.forgetModel());
  const reading = { delimiter: ';', decimal: ',', encoding: 'windows-1252' };
  session.summary = { kind: 'table', reading };
  const mass = { min: 3500, max: 4500.5 };
  const where = { Island: { oneOf: ['Dream', 'Biscoe'] }, 'Body Mass (g)': mass };
  const wishes = { where, balance: 'Sex', withoutGaps: true };
  const file = await run(t, await service.snippet(wishes), 'penguins.csv', penguinsCsv);
  assert.ok((await file('penguins.vae1')).equals(await savedBy(session)));
  const made = Papa.parse(await file('penguins-generated.csv').then(String)).data;
  const { text } = await textOf(service, { what: 'generated', count: 344, seed: 1, wishes });
  assert.deepEqual(made, Papa.parse(text, { skipEmptyLines: true }).data);
  assert.deepEqual([...(await file('penguins-generated.csv'))].slice(0, 3), [0xef, 0xbb, 0xbf]);
  assert.ok(made.slice(1).every((row) => row[1] !== 'Torgersen'));
});

test('dates and names of columns in wishes are values in the snippet, never code', async (t) => {
  const { session, service } = await trainedSession(penguins);
  t.after(() => session.forgetModel());
  session.settings = null;
  const where = Object.fromEntries([
    ["a'b", { min: new Date(0) }],
    ['__proto__', 1],
  ]);
  const snippet = await service.snippet({ where, balance: null, withoutGaps: false });
  const [, options] = /generate\(10, (.*)\)\);/.exec(snippet);
  assert.equal(
    options,
    "{ seed: 1, where: { 'a\\'b': { min: new Date('1970-01-01T00:00:00.000Z') }, ['__proto__']: 1 } }",
  );
});

test('the snippet of a run stopped within an epoch says that it runs to the end', async (t) => {
  // Epochs are long enough to stop within one.
  const slow = { epochs: 1, batchSize: 1, hiddenDims: [512, 512] };
  const { session, service } = await trainedSession(penguins, slow);
  t.after(() => session.forgetModel());
  assert.doesNotMatch(await service.snippet(), /was interrupted within an epoch/);
  const stop = new AbortController();
  const { vae } = session.model;
  const training = vae.train(tableOf(penguins, []), {
    epochs: 10_000,
    signal: stop.signal,
    onBatch: () => stop.abort(),
  });
  await assert.rejects(training, { name: 'AbortError' });
  session.history = [...vae.history];
  assert.match(await service.snippet(), /was interrupted within an epoch/);
});

test('the snippet of a model from a file loads the file', async (t) => {
  const trained = await trainedSession(penguins);
  t.after(() => trained.session.forgetModel());
  const bytes = await savedBy(trained.session);
  const { session, service } = openSession(penguins);
  t.after(() => session.forgetModel());
  await service.openModel(new File([bytes], 'birds.vae1'));
  await run(t, await service.snippet(), 'penguins.vae1', bytes);
});
