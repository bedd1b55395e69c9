// 64-bit integers, as Parquet files, DuckDB, Arrow and polars provide them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareTables, inferSchema, TableVAE } from 'vae1';
import { failure, refused } from '../support/failures.mjs';
import { SMALL, trainedModel, untrainedModel } from '../support/models.mjs';
import { loadedTable, SMALL_TABLE, trainedTable } from '../support/tables.mjs';

const numbers = Array.from({ length: 40 }, (_, k) => (k * k * 7) % 101);
const bigs = BigInt64Array.from(numbers, BigInt);
const LAST = 2n ** 53n;

const forms = {
  'a BigInt64Array': bigs,
  'a BigUint64Array': BigUint64Array.from(bigs),
  'with its shape': { data: bigs, shape: [20, 2] },
  'typed rows': Array.from({ length: 20 }, (_, i) => bigs.subarray(2 * i, 2 * i + 2)),
  'rows of BigInts': Array.from({ length: 20 }, (_, i) => [...bigs.subarray(2 * i, 2 * i + 2)]),
  'rows of both': Array.from({ length: 20 }, (_, i) => [numbers[2 * i], bigs[2 * i + 1]]),
  'rows of either': Array.from({ length: 20 }, (_, i) =>
    (i % 2 ? bigs : numbers).slice(2 * i, 2 * i + 2),
  ),
};

for (const [name, data] of Object.entries(forms))
  test(`VAE reads BigInts as numbers: ${name}`, async (t) => {
    const same = await trainedModel(t, {}, Float64Array.from(numbers), 2);
    const model = untrainedModel(t);
    await model.train(data, ArrayBuffer.isView(data) ? { features: 2 } : {});
    assert.deepEqual(await model.save(), await same.save());
    assert.deepEqual(await model.score(data), await same.score(Float64Array.from(numbers)));
    const made = await model.generate(2);
    assert.ok(made instanceof Float32Array, 'what comes back is as for every other kind');
  });

test('streams, latents, rows and traversal values may be BigInts', async (t) => {
  const model = untrainedModel(t);
  await model.train(() => [bigs.subarray(0, 20), bigs.subarray(20)], { features: 2 });
  const one = await model.decode([[1, 0]]);
  assert.deepEqual(await model.decode([[1n, 0n]]), one);
  assert.deepEqual(await model.decode(BigInt64Array.of(1n, 0n)), one);
  const way = await model.interpolate([1, 2], [3, 4]);
  assert.deepEqual(await model.interpolate([1n, 2n], BigInt64Array.of(3n, 4n)), way);
  const places = await model.traverse([1, 2], 0, [-1, 0, 2]);
  assert.deepEqual(await model.traverse([1, 2], 0, [-1n, 0n, 2n]), places);
  assert.deepEqual(await model.traverse([1, 2], 0, BigInt64Array.of(-1n, 0n, 2n)), places);
});

test('integers up to 2^53 are accepted; for greater ones, the error says what to do', async (t) => {
  const model = await trainedModel(t, SMALL, bigs, 2);
  await model.score([[LAST, -LAST]]);
  const sentence = /data has -?9007199254740993n in row 1, column 0, expected an integer within 2\^53.*subtract an offset/; // prettier-ignore
  for (const beyond of [LAST + 1n, -LAST - 1n])
    for (const data of [
      BigInt64Array.of(1n, 2n, beyond, 4n),
      [
        [1n, 2n],
        [beyond, 4],
      ],
    ])
      // prettier-ignore
      for (const call of ['train', 'score', 'encode'])
        await refused(model, () => model[call](data), 'ERR_DATA_VALUE', sentence);
});

const count = 120;
const column = (make) => Array.from({ length: count }, (_, i) => make(i));
/** Columns of every type that integers can be. */
const table = {
  id: column((i) => BigInt(i + 1)),
  measure: column((i) => BigInt((i * i * 31) % 9973)),
  gaps: column((i) => (i % 3 ? BigInt((i * i * 17) % 4999) : null)),
  level: column((i) => BigInt(i % 4)),
  kind: column((i) => BigInt([7, 100, -3][i % 3])),
  flag: column((i) => BigInt(i % 2)),
  same: column(() => 12n),
  when: column((i) => BigInt(Date.UTC(2024, 0, 1 + (i % 50)))),
  noise: column((i) => ((i * 37) % 101) / 7),
};
const columns = { kind: 'categorical', flag: 'boolean', when: { form: 'milliseconds' } };
const INTEGERS = Object.keys(table).filter((name) => name !== 'noise');
const asRows = (of) =>
  Array.from({ length: count }, (_, i) =>
    Object.fromEntries(Object.entries(of).map(([name, cells]) => [name, cells[i]])),
  );

const typed = (cells) => (cells.includes(null) ? cells : BigInt64Array.from(cells));
for (const [name, given] of Object.entries({
  rows: asRows(table),
  columns: table,
  'typed columns': {
    ...Object.fromEntries(INTEGERS.map((key) => [key, typed(table[key])])),
    noise: table.noise,
  },
}))
  test(`a table of BigInts gives BigInts: ${name}`, async (t) => {
    const model = await trainedTable(t, { columns }, given);
    const numbersOnly = Object.fromEntries(
      Object.entries(table).map(([key, cells]) => [key, cells.map((x) => x && Number(x))]),
    );
    const plain = await trainedTable(t, { columns }, numbersOnly);
    const types = ({ schema }) => schema.columns.map(({ type, bins }) => [type, bins]);
    assert.deepEqual(types(model), types(plain), 'they are learned as numbers are');
    const loaded = await loadedTable(t, await model.save());
    for (const maker of [model, loaded]) {
      const made = await maker.generate(30, { seed: 3 });
      const rows = Array.isArray(made) ? made : asRows(made).slice(0, 30);
      for (const [i, row] of rows.entries())
        for (const key of INTEGERS)
          assert.ok(
            typeof row[key] === 'bigint' || (key === 'gaps' && row[key] === null),
            `${key} of row ${i} is ${row[key]}`,
          );
      const like = (await plain.generate(30, { seed: 3 })).measure.map(BigInt);
      assert.deepEqual(rows.map(({ measure }) => measure), like); // prettier-ignore
    }
    assert.deepEqual(JSON.parse(JSON.stringify(model.schema)), model.schema);
  });

test('a column of BigInts and numbers comes back as numbers', async () => {
  const cells = column((i) => (i % 5 ? BigInt(i % 50) : i % 50));
  const { columns: both } = await inferSchema({ cells, text: cells.map(String) });
  const { columns: plain } = await inferSchema({ cells: cells.map(Number) });
  assert.deepEqual(both[0], plain[0]);
  const { columns: mixed } = await inferSchema(
    { cells: column((i) => [1n, 1, 'x'][i % 3]) },
    { columns: { cells: 'categorical' } },
  );
  assert.deepEqual(mixed[0].categories, [
    { value: 1, count: 80 },
    { value: 'x', count: 40 },
  ]);
  assert.equal(mixed[0].bigint, undefined);
});

test('every call takes both BigInts and numbers, whichever the model was trained on', async (t) => {
  const options = { columns, conditions: ['level', 'kind'] };
  const model = await trainedTable(t, options, asRows(table));
  const asked = (level, kind, max) =>
    model.generate(20, {
      where: { level, kind: { oneOf: [kind] }, measure: { max } },
      seed: 5,
    });
  const made = await asked(2n, 7n, 8000n);
  assert.deepEqual(made, await asked(2, 7, 8000));
  assert.ok(made.every((row) => row.level === 2n && row.kind === 7n && row.measure <= 8000n));
  const flagged = (flag) => model.generate(10, { where: { flag }, seed: 2 });
  assert.deepEqual(await flagged(1n), await flagged(1));
  assert.ok((await flagged(1)).every(({ flag }) => flag === 1n));
  const even = await model.generate(40, { balance: 'level', seed: 1 });
  assert.deepEqual([0n, 1n, 2n, 3n].map((level) => even.filter((row) => row.level === level).length), [10, 10, 10, 10]); // prettier-ignore
  const some = asRows(table).slice(0, 6);
  const plain = some.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, x]) => [key, x && Number(x)])),
  );
  assert.deepEqual(await model.score(some), await model.score(plain));
  const filled = await model.impute(some);
  assert.deepEqual(filled[1], some[1], 'what is there stays what it is');
  assert.equal(typeof filled[0].gaps, 'bigint');
  assert.equal((await model.impute(plain))[1].measure, plain[1].measure);
});

test('bounds of a column may be BigInts', async () => {
  const said = { n: { minimum: 0n, maximum: 500n } };
  const { columns: found } = await inferSchema({ n: table.level }, { columns: said });
  assert.deepEqual([found[0].minimum, found[0].maximum], [0, 500]);
});

test('integers beyond 2^53 in a table are refused, and following the advice of the error works', async (t) => {
  const snowflakes = column((i) => 2n ** 60n + BigInt(i * i * 977));
  const wrong = { ...table, id: snowflakes };
  const model = new TableVAE(SMALL_TABLE);
  t.after(() => model.dispose());
  await assert.rejects(
    model.train(wrong),
    failure('ERR_DATA_VALUE', /data has 1152921504606846976n in row 0, column "id", expected an integer within 2\^53.*as text.*columns: \{ "id": 'identifier' \}/), // prettier-ignore
  );
  await model.train({ ...wrong, id: snowflakes.map(String) });
  assert.equal(model.schema.columns[0].type, 'identifier');
  const named = await trainedTable(t, { columns: { id: 'identifier' } }, wrong);
  const { id } = await named.generate(50);
  assert.ok(id.every((cell) => typeof cell === 'bigint' && cell > snowflakes.at(-1)));
  assert.equal(new Set(id).size, 50);
  await named.score(wrong);
  await refused(
    named,
    () => named.score({ ...wrong, measure: snowflakes }),
    'ERR_DATA_VALUE',
    /data has 1152921504606846976n in row 0, column "measure", expected an integer within 2\^53, beyond which/,
  );
});

test('a report compares BigInts with numbers', async () => {
  const plain = { n: table.measure.map(Number), l: table.level.map(Number) };
  const report = await compareTables({ n: table.measure, l: table.level }, plain);
  assert.equal(report.overall, 1);
  assert.equal(report.privacy.synthetic.copies, 1);
});
