// Numeric columns of other libraries' tables as the rows of VAE.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as arrow from 'apache-arrow';
import { VAE } from 'vae1';
import { failure, refused } from '../support/failures.mjs';
import { SMALL, trainedModel, untrainedModel } from '../support/models.mjs';

const { vectorFromArray, Table } = arrow;
const rows = Array.from({ length: 40 }, (_, k) => [(k * 7) % 11, ((k * k) % 13) / 4, k % 3]);
const table = new Table({
  count: vectorFromArray(rows.map(([count]) => BigInt(count)), new arrow.Int64()), // prettier-ignore
  share: vectorFromArray(rows.map(([, share]) => share), new arrow.Float64()), // prettier-ignore
  price: arrow.makeVector(
    arrow.makeData({
      type: new arrow.Decimal(1, 9, 128),
      data: Uint32Array.from(rows.flatMap(([, , price]) => [10 * price, 0, 0, 0])),
    }),
  ),
});
const withCell = (cell) =>
  new Table({
    share: vectorFromArray([0.5, 1, 2], new arrow.Float64()),
    count: vectorFromArray([1n, 2n, cell], new arrow.Int64()),
  });

test('the columns of an Arrow table are features', async (t) => {
  const model = await trainedModel(t, {}, rows);
  const other = untrainedModel(t);
  await other.train(table);
  assert.deepEqual(await other.save(), await model.save());
  assert.deepEqual(await other.score(table), await model.score(rows));
  assert.deepEqual(await other.encode(table.slice(5, 9)), await model.encode(rows.slice(5, 9)));
});

test('held-out rows and the chunks of a stream may be Arrow tables', async (t) => {
  const model = untrainedModel(t);
  await model.train(rows, { validation: rows.slice(0, 9) });
  const other = untrainedModel(t);
  await other.train(table, { validation: table.slice(0, 9) });
  assert.deepEqual(await other.save(), await model.save());

  const streamed = untrainedModel(t);
  await streamed.train(() => [rows.slice(0, 15), rows.slice(15)]);
  const batches = untrainedModel(t);
  await batches.train(() => table.slice(0, 15).concat(table.slice(15)).batches);
  assert.deepEqual(await batches.save(), await streamed.save());
});

test('gaps are gaps with missing: true, and otherwise an error that names the column', async (t) => {
  const gap = withCell(null);
  const plain = [[0.5, 1], [1, 2], [2, NaN]]; // prettier-ignore
  const model = await trainedModel(t, { missing: true }, plain, 2);
  const other = untrainedModel(t, { missing: true });
  await other.train(gap);
  assert.deepEqual(await other.save(), await model.save());

  const strict = await trainedModel(t, SMALL, plain.slice(0, 2), 2);
  const sentence = /a gap in row 2, column "count", expected a number: .*missing: true/;
  for (const attempt of [
    () => strict.score(gap),
    () => strict.train(gap),
    () => strict.train(plain.slice(0, 2), { validation: gap }),
    () => strict.train(() => [withCell(3n).slice(0, 0), gap]),
  ])
    await refused(strict, attempt, 'ERR_DATA_VALUE', sentence);
  const later = () => strict.train(() => [plain.slice(0, 2), gap]);
  await assert.rejects(later, failure('ERR_DATA_VALUE', /a gap in row 4, column "count"/));
});

const text = new Table({ job: vectorFromArray(['cook', 'clerk'], new arrow.Utf8()) });
const dates = new Table({ born: vectorFromArray([new Date(0)], new arrow.DateDay()) });
const list = new arrow.List(new arrow.Field('item', new arrow.Float64()));
for (const [what, made, code, sentence] of [
  [
    'text',
    text,
    'ERR_DATA_VALUE',
    /^data has "cook" in row 0, column "job", expected a number: TableVAE/,
  ],
  ['dates', dates, 'ERR_DATA_VALUE', /in row 0, column "born", expected a number: TableVAE/],
  [
    'lists',
    new Table({ tags: vectorFromArray([[1]], list) }),
    'ERR_DATA_SHAPE',
    /List<Float64> in column "tags"/,
  ],
  [
    'whole numbers beyond 2^53',
    withCell(2n ** 53n + 1n),
    'ERR_DATA_VALUE',
    /9007199254740993n in row 2, column "count", expected an integer within 2\^53/,
  ],
  ['no rows', table.slice(0, 0), 'ERR_DATA_SHAPE', /^data holds no rows/],
])
  test(`a frame that is no rows of numbers is a VAEError: ${what}`, async (t) => {
    const model = new VAE(SMALL);
    t.after(() => model.dispose());
    await assert.rejects(model.train(made), failure(code, sentence));
    assert.equal(model.features, undefined);
  });

test('a frame has the width of the model', async (t) => {
  const model = await trainedModel(t, {}, rows);
  const narrow = table.select(['count', 'share']);
  await refused(model, () => model.score(narrow), 'ERR_DATA_SHAPE', /2 features, but .* 3/);
});

test(
  'a Float16Array is numbers',
  {
    skip: globalThis.Float16Array
      ? false
      : "Node before 24 has no Float16Array; Node 24 runs this file too when it is the system's",
  },
  async (t) => {
    const values = rows.flat();
    const model = await trainedModel(t, {}, Float64Array.from(values), 3);
    const other = untrainedModel(t);
    await other.train(globalThis.Float16Array.from(values), { features: 3 });
    assert.deepEqual(await other.save(), await model.save());
  },
);
