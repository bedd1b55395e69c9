// The graphs of a table, run in onnxruntime-web: they agree with the calls of the package.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { failure } from '../node/support/failures.mjs';
import { close } from './close.mjs';
import { filledByGraph } from './graph-imputation.mjs';
import { ACTIVATIONS } from './small-models.mjs';
import { people, trainedTable } from './small-table.mjs';
import { cellsOf, feedsOf, floats, madeColumns, runGraph } from './table-feeds.mjs';
import { fraction, graphOf, noiseOf, SAMPLES, sameTable } from './table-graphs.mjs';

const ROWS = people.length;

/** What to train, by a name in tests. Each has every type of column. */
const KINDS = {
  ...Object.fromEntries(
    ACTIVATIONS.flatMap((activation) =>
      ['independent', 'autoregressive'].map((decoder) => [
        `${decoder}, ${activation}`,
        { decoder, activation, hiddenDims: [12, 9] },
      ]),
    ),
  ),
  'independent, with conditions': { decoder: 'independent', conditions: ['job', 'age'] },
  'autoregressive, with conditions': { decoder: 'autoregressive', conditions: ['job', 'age'] },
  'independent, without hidden layers': { decoder: 'independent', hiddenDims: [] },
  'autoregressive, without hidden layers': { decoder: 'autoregressive', hiddenDims: [] },
  'autoregressive, with layers narrower than the columns': {
    decoder: 'autoregressive',
    hiddenDims: [2, 3],
  },
  'a mixture as the prior': { decoder: 'independent', prior: 'mixture' },
  'columns of more than 16 levels': { rows: 'many', decoder: 'autoregressive' },
};

/** Enough rows for ranges with hats, repeated values and a value that stands out. */
const many = Array.from({ length: 1500 }, (_, i) => {
  const factor = Math.sin(i * 1.7);
  const rain = i % 3 ? Math.exp(2 * factor + Math.cos(i * i)) : 0;
  const usual = i % 5 ? Math.round(1000 * factor + 300 * Math.cos(i * 3)) : 100 * (i % 7);
  return { rain: i % 13 ? rain : null, usual, sky: factor > 0 ? 'clear' : i % 2 ? 'grey' : 'dark' };
});

async function trained(t, { rows, ...options }) {
  const table = await trainedTable(t, options, rows ? many : people);
  return { table, rows: rows ? many : people };
}

for (const [name, kind] of Object.entries(KINDS))
  test(`the graphs of a table agree with the calls: ${name}`, async (t) => {
    const { table, rows } = await trained(t, kind);
    assert.equal(table.decoder, kind.decoder);
    assert.equal(table.prior, kind.prior ?? 'standard');
    const feeds = feedsOf(table.schema, rows);

    const encoded = await runGraph(await graphOf(table, 'encoder'), feeds);
    const posterior = await table.encode(rows);
    for (const output of ['mean', 'logVariance'])
      close(encoded[output].data, posterior[output], output, () => 0.1);

    feeds.noise = noiseOf(table);
    for (const method of ['likelihood', 'elbo', 'reconstruction']) {
      const { score } = await runGraph(await graphOf(table, 'score', { method }), feeds);
      close(score.data, await table.score(rows, { method, samples: SAMPLES }), method, () => 0.1);
    }

    const latents = Float32Array.from({ length: 2 * ROWS }, (_, i) => 3 * Math.sin(i * i + 1));
    const where = kind.conditions ? { job: 'cook', age: 42 } : {};
    const conditions = feedsOf(
      table.schema,
      Array.from({ length: ROWS }, () => ({ ...where })),
    );
    const decoded = await runGraph(await graphOf(table, 'decoder'), {
      ...conditions,
      z: floats(latents, ROWS, 2),
    });
    const vectors = Array.from({ length: ROWS }, (_, i) => latents.subarray(2 * i, 2 * i + 2));
    sameTable(table.schema, decoded, 'row', await table.decode(vectors, { where }));

    const filled = await filledByGraph(table, rows);
    const [expected] = await table.impute(rows, { draws: 1, samples: 1 });
    sameTable(table.schema, filled, 'imputed', expected);
  });

test('the tests above decode and fill every type of cell, and gaps', async (t) => {
  const table = await trainedTable(t);
  const latents = Float32Array.from({ length: 2 * ROWS }, (_, i) => 3 * Math.sin(i * i + 1));
  const rows = await runGraph(await graphOf(table, 'decoder'), { z: floats(latents, ROWS, 2) });
  const seen = new Set();
  for (const column of madeColumns(table.schema)) {
    const cells = cellsOf(rows[`row.${column.name}`], column);
    if (new Set(cells).size > 1) seen.add(column.name);
    if (cells.includes(null)) seen.add('a gap');
  }
  for (const name of ['job', 'member', 'pay', 'since', 'age', 'a gap'])
    assert.ok(seen.has(name), `${name} varies: ${[...seen]}`);
  const gaps = Object.keys(people[0]).filter((name) => people.some((row) => row[name] === null));
  assert.deepEqual(gaps, ['grade', 'age', 'z']);
});

test('categories are codes where that is asked for', async (t) => {
  const table = await trainedTable(t);
  const feeds = { ...feedsOf(table.schema, people, 'codes'), noise: noiseOf(table) };
  const { score } = await runGraph(await graphOf(table, 'score', { categories: 'codes' }), feeds);
  const expected = await table.score(people, { method: 'likelihood', samples: SAMPLES });
  close(score.data, expected, 'score', () => 0.1);
  const graph = await graphOf(table, 'decoder', { categories: 'codes' });
  const made = await runGraph(graph, { z: floats(Float32Array.of(0, 0), 1, 2) });
  assert.equal(made['row.job'].type, 'int64');
  const twice = people.map((row, i) => ({ ...row, job: [1, '1', 'x'][i % 3] }));
  await assert.rejects(
    graphOf(await trainedTable(t, {}, twice), 'encoder'),
    failure(
      'ERR_OPTION',
      /column "job" has two categories that are "1" as text; categories 'codes'/,
    ),
  );
});

test('a row has the same score beyond the training rows, in a constant column and against an order', async (t) => {
  const day = (n) => new Date(Date.UTC(2020, 0, 1 + n));
  const stays = Array.from({ length: 400 }, (_, i) => ({
    start: day((i * 37) % 200),
    end: day(((i * 37) % 200) + ((i * 7) % 30)),
    price: i % 10 ? 50 + ((i * 13) % 90) : -1,
    hotel: 'Ritz',
    stars: 5,
  }));
  const table = await trainedTable(
    t,
    { decoder: 'autoregressive', missingValues: [-1, 'n.d.'] },
    stays,
  );
  assert.deepEqual(
    table.schema.rules?.map(({ type }) => type),
    ['order'],
  );
  const odd = { ...stays[1], price: 95 };
  const rows = [
    ...[odd, { ...odd, price: 1e6 }, { ...odd, price: 1e12 }, { ...odd, price: -40 }],
    { ...odd, price: -1 },
    ...[
      { ...odd, price: 50 + 1e-12 },
      { ...odd, hotel: 'Savoy' },
      { ...odd, stars: 4 },
    ],
    ...[
      { ...odd, hotel: null },
      { ...odd, hotel: 'n.d.' },
      { ...odd, stars: null },
    ],
    { ...odd, start: odd.end, end: day(-300) },
  ];
  const feeds = { ...feedsOf(table.schema, rows), noise: noiseOf(table) };
  const { score } = await runGraph(await graphOf(table, 'score'), feeds);
  const expected = await table.score(rows, { method: 'likelihood', samples: SAMPLES });
  close(score.data, expected, 'score', () => 0.1);
  assert.ok(new Set(score.data.map(Math.round)).size > 4, `${score.data}`);
});

test('a row that no call takes gives NaN, and its gaps stay', async (t) => {
  const table = await trainedTable(t, { decoder: 'autoregressive', conditions: ['member'] });
  const whole = people[1];
  const rows = [
    ...[whole, { ...whole, job: 'baker', age: null }, { ...whole, member: null }],
    { ...whole, z: Infinity },
  ];
  for (const row of rows.slice(1))
    await assert.rejects(table.score([row]), failure('ERR_DATA_VALUE', /expected|Infinity/));
  const feeds = { ...feedsOf(table.schema, rows), noise: noiseOf(table) };
  const { score } = await runGraph(await graphOf(table, 'score'), feeds);
  assert.deepEqual(Array.from(score.data, Number.isNaN), [false, true, true, true]);
  const { mean } = await runGraph(await graphOf(table, 'encoder'), feeds);
  assert.deepEqual(Array.from(mean.data, Number.isNaN), [0, 0, 1, 1, 1, 1, 1, 1].map(Boolean));
  const filled = await runGraph(await graphOf(table, 'impute'), {
    ...feeds,
    noise: floats(new Float32Array(8), 4, 2),
    uniform: floats(new Float32Array(4 * 6).fill(0.5), 4, 6),
  });
  assert.deepEqual([...filled['imputed.job'].data], ['clerk', '', 'clerk', 'clerk']);
  assert.equal(Number.isNaN(filled['imputed.age'].data[1]), true);
});

test('of several latents, those that explain the known cells fill the gaps', async (t) => {
  const pairs = Array.from({ length: 400 }, (_, i) => ({
    a: i % 2 ? 'x' : 'y',
    b: (i % 2 === 0) === (i % 9 === 0) ? 'u' : 'v',
  }));
  const table = await trainedTable(t, {}, pairs);
  const [rows, samples] = [4000, 20];
  const one = Array.from({ length: rows }, () => ({ a: 'x', b: null }));
  const noise = Float32Array.from(
    { length: rows * samples * 2 },
    (_, i) => Math.sqrt(-2 * Math.log(fraction(i, 1))) * Math.cos(2 * Math.PI * fraction(i, 2)),
  );
  const filled = await runGraph(await graphOf(table, 'impute'), {
    ...feedsOf(table.schema, one),
    noise: floats(noise, rows, samples, 2),
    choice: floats(
      Float32Array.from({ length: rows }, (_, i) => fraction(i, 3)),
      rows,
    ),
    uniform: floats(
      Float32Array.from({ length: 2 * rows }, (_, i) => fraction(i, 4)),
      rows,
      2,
    ),
  });
  const share = (cells) => cells.filter((cell) => cell === 'u').length / cells.length;
  const [own] = await table.impute(one, { draws: 1, samples });
  const expected = share(own.map(({ b }) => b));
  // Four standard errors of a difference between two shares.
  const allowed = 4 * Math.sqrt((2 * Math.max(expected * (1 - expected), 0.01)) / rows);
  assert.ok(Math.abs(share([...filled['imputed.b'].data]) - expected) < allowed);
});

test('a model from before there were bins is refused, with what works', async (t) => {
  const file = new URL('../fixtures/model-files/table.vae1', import.meta.url);
  const table = await TableVAE.load(await readFile(file), { worker: false });
  t.after(() => table.dispose());
  await assert.rejects(
    graphOf(table, 'score'),
    failure('ERR_OPTION', /distribution from before bins\. format 'safetensors' takes every model/),
  );
});

test('the number of rows is free: one, or none', async (t) => {
  for (const decoder of ['independent', 'autoregressive']) {
    const table = await trainedTable(t, { decoder });
    const file = await graphOf(table, 'score');
    for (const count of [0, 1]) {
      const feeds = feedsOf(table.schema, people.slice(0, count));
      const { score } = await runGraph(file, { ...feeds, noise: noiseOf(table) });
      assert.equal(score.data.length, count);
    }
  }
});
