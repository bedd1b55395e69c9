// The examples that score large tables: through DuckDB, and in Spark, as far as that can be shown without it.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { TableVAE } from 'vae1';
import { root } from '../../tools/paths.mjs';
import { findPythonWith } from '../../tools/toolchain/python-modules.mjs';
import { runProgram } from '../package/run-program.mjs';

const duckdb = join(root, 'tests/frames/tools/node_modules/@duckdb');
const runtime = join(root, 'tests/exchange/tools/node_modules/onnxruntime-web');
const python = findPythonWith('numpy');
const example = (name) => join(root, 'examples/scores-at-scale', name);
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const people = Array.from({ length: 300 }, (_, i) => ({
  id: `p${1000 + i}`,
  job: i % 17 ? ['cook', 'clerk', 'smith'][(i * 7) % 3] : null,
  member: (i * i) % 5 > 1,
  stars: i % 13 ? 1 + ((i * 3) % 4) : null,
  age: i % 11 ? 20 + ((i * 13) % 40) : null,
  pay: 2000 + ((i * 37) % 900) + 0.25,
}));

async function trainedModel(t) {
  const folder = await mkdtemp(join(tmpdir(), 'vae1-scale-'));
  t.after(() => rm(folder, { recursive: true }));
  const table = new TableVAE({
    ...{ latentDim: 2, hiddenDims: [8], seed: 1, worker: false },
    columns: { stars: 'categorical' },
  });
  t.after(() => table.dispose());
  await table.train(people, { epochs: 5 });
  return { table, folder };
}

test(
  'score-parquet: the scores are those of score(), in the order of the rows, with several workers',
  { skip: !existsSync(duckdb) && 'DuckDB is not installed: npm ci in tests/frames/tools' },
  async (t) => {
    const { table, folder } = await trainedModel(t);
    await mkdir(join(folder, 'node_modules'));
    await symlink(root, join(folder, 'node_modules/vae1'));
    await symlink(duckdb, join(folder, 'node_modules/@duckdb'));
    await copyFile(example('score-parquet.mjs'), join(folder, 'score-parquet.mjs'));
    await writeFile(join(folder, 'people.vae1'), await table.save());
    const file = (name) => `'${join(folder, name)}'`;
    const { DuckDBInstance } = await import(pathToFileURL(join(duckdb, 'node-api/lib/index.js')));
    const connection = await (await DuckDBInstance.create()).connect();
    t.after(() => connection.closeSync());
    await writeFile(join(folder, 'rows.json'), JSON.stringify(people));
    // More rows than the pieces of one worker, and another order of columns.
    const many = `SELECT pay, age, stars, job, member, id FROM read_json(${file('rows.json')}), range(150)`;
    await connection.run(`COPY (${many}) TO ${file('rows.parquet')}`);
    const args = ['score-parquet.mjs', 'people.vae1', 'rows.parquet', 'scores.parquet', '3'];
    const { code, stdout, stderr } = await runProgram(process.execPath, args, { cwd: folder });
    assert.equal(stderr, '');
    assert.equal(code, 0);
    assert.match(stdout, /^scores\.parquet: 45000 scores, the oddest of \d+\.\d\d nats\n$/);
    const column = async (sql) => (await connection.runAndReadAll(sql)).getColumns();
    const [scores] = await column(`SELECT score FROM ${file('scores.parquet')}`);
    const [ids] = await column(`SELECT id FROM ${file('rows.parquet')}`);
    const expected = await table.score(people);
    assert.equal(scores.length, 45_000);
    for (const [row, score] of scores.entries())
      assert.equal(score, expected[Number(ids[row].slice(1)) - 1000], `row ${row}`);
  },
);

test(
  'spark_scores: its function scores batches as the graph does',
  {
    skip:
      (!python && 'no python3 here has numpy; PYTHON names another') ||
      (!existsSync(runtime) && 'onnxruntime-web is not installed: npm ci in tests/exchange/tools'),
  },
  async (t) => {
    const { table, folder } = await trainedModel(t);
    const graph = join(folder, 'score.onnx');
    const bytes = await table.export({ format: 'onnx', graph: 'score' });
    await writeFile(graph, bytes);
    const rows = people.slice(0, 50);
    const names = ['job', 'member', 'stars', 'age', 'pay'];
    const batch = (from, to) =>
      Object.fromEntries(names.map((name) => [name, rows.slice(from, to).map((row) => row[name])]));
    await writeFile(join(folder, 'batches.json'), JSON.stringify([batch(0, 30), batch(30, 50)]));
    const paths = [here('onnxruntime-by-node'), join(root, 'examples/scores-at-scale')];
    const env = {
      ...{ ...process.env, PYTHONPATH: paths.join(delimiter), PYTHONDONTWRITEBYTECODE: '1' },
    };
    const args = [here('score_batches.py'), graph, join(folder, 'batches.json')];
    const { code, stdout, stderr } = await runProgram(python, args, { env });
    assert.equal(code, 0, stderr);
    const made = JSON.parse(stdout);
    assert.deepEqual(made.names, names);
    const { feedsOf, floats, runGraph } = await import('../exchange/table-feeds.mjs');
    const noise = floats(Float32Array.from(made.noise), 100, 2);
    const { score } = await runGraph(bytes, { ...feedsOf(table.schema, rows), noise });
    assert.deepEqual(made.scores.map(Math.fround), [...score.data]);
    assert.ok(new Set(made.scores.map((score) => score.toFixed(1))).size > 10);
  },
);
