// Each command on a CSV file, a Parquet file and JSON lines from a pipe.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { done, lines, newFolder, SMALL, unfinished } from './support/command.mjs';
import { csv, jsonLines, parquet, people } from './support/people.mjs';

const folder = newFolder();
const HEADER = 'job,code,age,weight,since';
/** Each source: its arguments, and what is piped in. */
const SOURCES = [
  ['CSV', ['people.csv'], {}],
  ['Parquet', ['people.parquet'], {}],
  ['piped JSON lines', [], { input: jsonLines }],
];

before(async () => {
  writeFileSync(join(folder, 'people.csv'), csv);
  writeFileSync(join(folder, 'people.parquet'), parquet);
  for (const [name, args, piped] of SOURCES)
    await done(folder, ['train', ...args, '-o', `${name}.vae1`, ...SMALL], piped);
});

for (const [name, args, piped] of SOURCES) {
  const model = `${name}.vae1`;
  const run = (...rest) => done(folder, rest, piped);

  test(`${name}: synthesize writes as many rows, with the same columns`, async () => {
    const { stdout } = await run('synthesize', ...args, ...SMALL);
    const [header, ...rows] = lines(stdout);
    assert.equal(header, HEADER);
    assert.equal(rows.length, people.length);
    assert.match(rows[0], /^(clerk|cook|smith),0\d,\d\d,(\d+(\.\d+)?)?,\d{4}-\d\d-\d\d$/);
  });

  test(`${name}: synthesize is train and generate`, async () => {
    const [once, twice] = await Promise.all([
      run('synthesize', ...args, ...SMALL, '-n', '20'),
      run('generate', model, '-n', '20'),
    ]);
    assert.equal(once.stdout, twice.stdout);
  });

  test(`${name}: score, encode and impute answer for each row, in order`, async () => {
    const [score, encode, impute] = await Promise.all([
      run('score', model, ...args),
      run('encode', model, ...args, '--log-variance'),
      run('impute', model, ...args),
    ]);
    const scores = lines(score.stdout);
    assert.equal(scores[0], 'score');
    assert.equal(scores.length, people.length + 1);
    assert.ok(scores.slice(1).every((each) => Number.isFinite(Number(each))));
    const codes = lines(encode.stdout);
    assert.equal(codes[0], 'mean0,mean1,logVariance0,logVariance1');
    assert.equal(codes.length, people.length + 1);
    const [header, ...full] = lines(impute.stdout).map((line) => line.split(','));
    assert.equal(header.join(), HEADER);
    for (const [i, { job, code, age, weight, since }] of people.entries()) {
      const known = [job, code, String(age), weight === null ? full[i][3] : String(weight)];
      assert.deepEqual(full[i], [...known, since.toISOString().slice(0, 10)]);
      assert.notEqual(full[i][3], '');
    }
  });
}

test('generate makes the same rows each time, others with a seed, and those that are asked for', async () => {
  const rows = (...rest) => done(folder, ['generate', 'CSV.vae1', ...rest]).then((r) => r.stdout);
  const [all, again, seeded, smiths] = await Promise.all([
    rows(),
    rows(),
    rows('--seed', '5'),
    rows('-n', '10', '--where', 'job=smith', '--where', 'age=30..49'),
  ]);
  assert.equal(lines(all).length, people.length + 1);
  assert.equal(all, again);
  assert.notEqual(all, seeded);
  for (const line of lines(smiths).slice(1)) {
    const [job, , age] = line.split(',');
    assert.equal(job, 'smith');
    assert.ok(age >= 30 && age <= 49, age);
  }
});

test('rows in pieces are those of one call of the API', async () => {
  const { TableVAE } = await import('vae1');
  const model = await TableVAE.load(readFileSync(join(folder, 'CSV.vae1')));
  const made = await model.generate(120_000, { form: 'columns' });
  model.dispose();
  const { stdout } = await done(folder, ['generate', 'CSV.vae1', '-n', '120000']);
  const rows = lines(stdout).slice(1);
  assert.equal(rows.length, 120_000);
  for (const row of [0, 99_999, 100_000, 119_999])
    assert.equal(rows[row], HEADER.split(',').map((name) => made[name][row] ?? '').join()); // prettier-ignore
});

test('impute --draws writes each row so many times, numbered, as impute({ draws }) completes it', async () => {
  const { TableVAE } = await import('vae1');
  const model = await TableVAE.load(readFileSync(join(folder, 'CSV.vae1')));
  const args = ['impute', 'CSV.vae1', '--draws', '3', '--seed', '4'];
  const [header, ...rows] = lines((await done(folder, [...args, 'people.csv'])).stdout);
  assert.equal(header, `draw,${HEADER}`);
  assert.equal(rows.length, 3 * people.length);
  const given = people.map((row) => ({ ...row, since: row.since.toISOString().slice(0, 10) }));
  const tables = await model.impute(given, { draws: 3, seed: 4 });
  model.dispose();
  for (const [i, row] of rows.entries()) {
    const draw = i % 3;
    const made = tables[draw][Math.floor(i / 3)];
    assert.equal(row, [draw + 1, ...HEADER.split(',').map((name) => made[name])].join());
  }
});

test('the number of a draw does not hide a column of that name', async () => {
  const input = csv.replace('age', 'draw');
  await done(folder, ['train', '-', '-o', 'draw.vae1', ...SMALL], { input });
  const args = ['impute', 'draw.vae1', '--draws', '2', '--format', 'jsonl'];
  const { stdout } = await done(folder, args, { input });
  const [first, second] = lines(stdout).map((line) => JSON.parse(line));
  assert.deepEqual([first.draw_, second.draw_], [1, 2]);
  assert.equal(first.draw, people[0].age);
});

test('info and compare answer a person, and a program in JSON', async () => {
  await done(folder, ['generate', 'CSV.vae1', '-o', 'made.jsonl']);
  const compare = ['compare', 'people.csv', 'made.jsonl', '--holdout', 'people.parquet'];
  const [text, json, page, report] = await Promise.all([
    done(folder, ['info', 'CSV.vae1']),
    done(folder, ['info', 'CSV.vae1', '--json']),
    done(folder, compare),
    done(folder, [...compare, '--json']),
  ]);
  assert.match(text.stdout, /age +integer, 20 to 59/);
  const facts = JSON.parse(json.stdout);
  assert.equal(facts.schema.columns.length, 5);
  assert.equal(facts.history.length, 2);
  assert.match(page.stdout, /overall score +0\.\d+/);
  assert.ok(JSON.parse(report.stdout).overall > 0);
});

test('a training goes on from a model, and counts on', async () => {
  await done(folder, [
    ...['train', 'people.csv', '--continue', 'CSV.vae1', '-o', 'more.vae1', '--epochs', '3'],
  ]);
  const { stdout } = await done(folder, ['info', 'more.vae1', '--json']);
  assert.equal(JSON.parse(stdout).history.length, 5);
});

test('--json tells a program of every epoch, and of the result', async () => {
  const { stdout, stderr } = await done(folder, [
    ...['train', 'people.csv', '-o', 'told.vae1', '--json', ...SMALL],
  ]);
  const events = lines(stderr).map((line) => JSON.parse(line));
  const epochs = events.filter(({ event }) => event === 'epoch');
  assert.deepEqual(
    epochs.map(({ epoch }) => epoch),
    [1, 2],
  );
  assert.ok(epochs.every(({ loss, heldOutLoss }) => loss > 0 && heldOutLoss > 0));
  assert.equal(JSON.parse(stdout).epochs, 2);
});

test('no file is left but those that were asked for', () => {
  assert.deepEqual(unfinished(folder), []);
  assert.ok(existsSync(join(folder, 'made.jsonl')));
});
