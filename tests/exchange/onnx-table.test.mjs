// The decoder of a table as a graph, run in onnxruntime-web: it makes the same cells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as ort from './tools/node_modules/onnxruntime-web/dist/ort.node.min.mjs';
import { failure } from '../node/support/failures.mjs';
import { people, trainedTable } from './small-table.mjs';

const DECODER = { format: 'onnx', graph: 'decoder' };
const ROWS = 200;
ort.env.wasm.numThreads = 1;

test('categories are their places, numbers and dates their values, and gaps are marked', async (t) => {
  const table = await trainedTable(t);
  const latents = Float32Array.from({ length: 2 * ROWS }, (_, i) => 3 * Math.sin(i * i + 1));
  const session = await ort.InferenceSession.create(await table.export(DECODER));
  const outputs = await session.run({ z: new ort.Tensor('float32', latents, [ROWS, 2]) });
  const vectors = Array.from({ length: ROWS }, (_, i) => latents.subarray(2 * i, 2 * i + 2));
  const expected = await table.decode(vectors);
  const modelled = table.schema.columns.filter(({ type }) => !/identifier|constant/.test(type));
  assert.deepEqual(Object.keys(outputs).sort(), modelled.map(({ name }) => `row.${name}`).sort());
  const seen = new Set();
  for (const { name, categories } of modelled) {
    const { data, type, dims } = outputs[`row.${name}`];
    assert.deepEqual(dims, [ROWS], name);
    assert.equal(type, categories ? 'int64' : 'float64', name);
    const cells = Array.from(data, (value) => {
      if (categories) return value < 0n ? null : categories[Number(value)].value;
      return Number.isNaN(value) ? null : value;
    });
    const rows = expected.map((row) => (row[name] instanceof Date ? +row[name] : row[name]));
    assert.deepEqual(cells, rows, name);
    if (new Set(cells).size > 1) seen.add(name);
    if (cells.includes(null)) seen.add('a gap');
  }
  for (const name of ['job', 'member', 'pay', 'since', 'age', 'a gap'])
    assert.ok(seen.has(name), `${name} varies: ${[...seen]}`);
});

test('a table whose cells no graph can make is refused, with the reason and what works', async (t) => {
  const withCode = people.map((row) => ({ ...row, code: `of ${row.job}` }));
  const cases = [
    [
      {},
      { ...DECODER, graph: 'encoder' },
      /graph of export\(\) must not be 'encoder' for this TableVAE/,
    ],
    [
      { decoder: 'autoregressive' },
      DECODER,
      /it needs decoder: 'independent' .* 'safetensors' takes every model/,
    ],
    [{ conditions: ['job'] }, DECODER, /it has conditions\. format 'safetensors'/],
    [{}, DECODER, /rules between its columns decide some cells/, withCode],
  ];
  for (const [options, how, sentence, rows] of cases) {
    const table = await trainedTable(t, options, rows);
    await assert.rejects(table.export(how), failure('ERR_OPTION', sentence));
  }
});
