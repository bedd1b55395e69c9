// The programs of examples/, run as copies like a user would.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parquetMetadata } from 'hyparquet';
import Papa from 'papaparse';
import { root } from '../../tools/paths.mjs';
import { runProgram } from '../package/run-program.mjs';

const examples = join(root, 'examples');
const folder = mkdtempSync(join(tmpdir(), 'vae1-examples-'));
after(() => rmSync(folder, { recursive: true }));

/** The example's output. It must exit by itself and print no warnings. */
async function run(name, ...args) {
  const program = [join(examples, name), ...args];
  const { code, stdout, stderr } = await runProgram(process.execPath, program, { cwd: folder });
  assert.equal(stderr, '');
  assert.equal(code, 0);
  return stdout;
}

test('synthetic-rows: new orders resemble the old ones, and none is a copy', async () => {
  const stdout = await run('synthetic-rows/synthetic-rows.mjs');
  assert.match(stdout, /^order is identifier$/m);
  assert.match(stdout, /^drink is categorical$/m);
  const read = (file) => Papa.parse(readFileSync(file, 'utf8').trim(), { header: true });
  const real = read(join(examples, 'synthetic-rows/orders.csv'));
  const made = read(join(folder, 'synthetic.csv'));
  assert.deepEqual(made.meta.fields, real.meta.fields);
  assert.equal(made.data.length, real.data.length);
  const lines = new Set(real.data.map(({ order, ...rest }) => JSON.stringify(rest)));
  const copies = made.data.filter(({ order, ...rest }) => lines.has(JSON.stringify(rest)));
  assert.ok(copies.length < made.data.length / 20, `${copies.length} copies`);
  const mean = (rows) => rows.reduce((sum, { paid }) => sum + Number(paid), 0) / rows.length;
  const [one, several] = [1, 3].map((cups) => mean(made.data.filter((row) => row.cups >= cups)));
  assert.ok(several > 1.5 * one, `${several} is paid for three cups or more, ${one} for any`);
});

test('synthetic-rows: learns a table of the user, with the type of a column as an argument', async () => {
  const rows = Array.from({ length: 80 }, (_, i) => `${60000 + (i % 7)},${i % 5},${i % 3}`);
  writeFileSync(join(folder, 'mine.csv'), `zip,x,y\n${rows.join('\n')}\n`);
  const args = ['mine.csv', 'made.csv', 'zip=categorical'];
  const stdout = await run('synthetic-rows/synthetic-rows.mjs', ...args);
  assert.match(stdout, /^zip is categorical$/m);
  const made = readFileSync(join(folder, 'made.csv'), 'utf8').trim().split(/\r?\n/);
  assert.equal(made[0], 'zip,x,y');
  assert.equal(made.length, 81);
});

test('anomaly-alarm: one alarm, soon after the pump jams, naming its current', async () => {
  const stdout = await run('anomaly-alarm.mjs');
  const [, second] = /^second (\d+): alarm, current in A is [\d.]+\n$/.exec(stdout) ?? [];
  assert.ok(second >= 202 && second < 210, stdout);
});

test('latent-search: the images found show the digit searched for', async () => {
  const searches = [...(await run('latent-search.mjs')).matchAll(/^This (\w+) is like: (.*)$/gm)];
  assert.deepEqual(
    searches.map(([, kind]) => kind),
    ['ring', 'disc', 'cross'],
  );
  for (const [line, kind, found] of searches) {
    const right = found.split(', ').filter((each) => each === kind);
    assert.ok(right.length >= 4, line);
  }
});

test('score-large-file: a score for each row, and the same bytes from any number of processes', async () => {
  const scores = [];
  for (const workers of ['1', '3']) {
    const stdout = await run('score-large-file.mjs', '40000', workers);
    assert.match(stdout, /^readings\.parquet: 40000 rows, [\d.]+ MB$/m);
    assert.match(
      stdout,
      new RegExp(`^scores\\.parquet: by ${workers} processes in [\\d.]+ s`, 'm'),
    );
    const bytes = readFileSync(join(folder, 'scores.parquet'));
    scores.push(bytes);
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    assert.equal(Number(parquetMetadata(file).num_rows), 40_000);
  }
  assert.ok(scores[0].equals(scores[1]));
});

test('resume: a killed training ends with the same file', async () => {
  const stdout = await run('resume.mjs');
  assert.match(stdout, /^crashed\.vae: continues after epoch 5$/m);
  assert.match(stdout, /^The files are the same\.$/m);
  assert.ok(
    readFileSync(join(folder, 'whole.vae')).equals(readFileSync(join(folder, 'crashed.vae'))),
  );
});

test('an example imports nothing from this repository', () => {
  const programs = readdirSync(examples, { recursive: true }).filter((name) =>
    /\.m?jsx?$/.test(name),
  );
  assert.ok(programs.length > 0);
  for (const name of programs)
    assert.doesNotMatch(
      readFileSync(join(examples, name), 'utf8'),
      /(from|import)\s*\(?['"]\.\.\//,
      name,
    );
});
