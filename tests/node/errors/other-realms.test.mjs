// Values of another realm, such as a frame or a test runner's context, which has its own classes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { compareTables, inferSchema, VAE } from 'vae1';
import { data, loadedModel, trainedModel, untrainedModel } from '../support/models.mjs';
import { people, trainedTable } from '../support/tables.mjs';

/** The value of the expression in the other realm; `given` are its variables. */
const there = (expression, given = {}) => runInNewContext(expression, given);
const numbers = Array.from(data);

test('data, latents, rows and traversal values of another realm work like those of this one', async (t) => {
  const model = await trainedModel(t);
  for (const kind of ['Float32Array', 'Float64Array']) {
    const other = there(`${kind}.from(numbers)`, { numbers });
    assert.ok(!(other instanceof Float32Array) && !(other instanceof Float64Array));
    for (const same of [
      other,
      there('({ data, shape: [50, 3] })', { data: other }),
      there('Array.from({ length: 50 }, (_, i) => data.subarray(3 * i, 3 * i + 3))', { data: other }), // prettier-ignore
    ]) {
      const fresh = untrainedModel(t);
      await fresh.train(same, { features: ArrayBuffer.isView(same) ? 3 : undefined });
      assert.deepEqual(await fresh.save(), await model.save());
      assert.deepEqual(await model.score(same), await model.score(data));
    }
  }
  for (const kind of ['Array', 'Float32Array', 'Float64Array', 'Int8Array', 'BigInt64Array']) {
    const of = (...values) =>
      there(`${kind}.from(values)`, { values: kind[0] === 'B' ? values.map(BigInt) : values });
    assert.deepEqual(
      await model.traverse(of(1, 2, 3), 0, of(-1, 2)),
      await model.traverse([1, 2, 3], 0, [-1, 2]),
      kind,
    );
    assert.deepEqual(
      await model.interpolate(of(1, 2, 3), of(3, 2, 1), 4),
      await model.interpolate([1, 2, 3], [3, 2, 1], 4),
    );
    if (kind !== 'Array')
      assert.deepEqual(await model.decode(of(1, 0)), await model.decode([[1, 0]]));
  }
});

test('files, options and signals of another realm', async (t) => {
  const model = await trainedModel(t);
  const bytes = await model.save();
  for (const expression of ['Uint8Array.from(bytes)', 'Uint8Array.from(bytes).buffer']) {
    const copy = await loadedModel(t, there(expression, { bytes }));
    assert.deepEqual(await copy.save(), bytes);
  }
  const other = new VAE(there('({ hiddenDims: [8], latentDim: 2, seed: 7 })'));
  other.dispose();
  const { controller } = there('({ controller: new Controller() })', {
    Controller: AbortController,
  });
  controller.abort(new Error('enough'));
  await assert.rejects(model.train(data, { signal: controller.signal }), /enough/);
});

test('streams of another realm', async (t) => {
  const model = untrainedModel(t);
  const stream = there('() => [data.subarray(0, 75), data.subarray(75)]', { data });
  await model.train(stream, { features: 3, epochs: 2 });
  const asynchronous = there('(async function* () { yield data; })()', { data });
  await model.train(asynchronous, { epochs: 1 });
  assert.equal(model.history.length, 3);
});

test('tables of another realm: rows, columns, dates', async (t) => {
  const table = people(60);
  // Made anew there, from text; its Dates are of that realm's class.
  const elsewhere = (form) =>
    there(
      `const rows = JSON.parse(text).map((row) => ({ ...row, born: new Date(row.born) }));
       ${form}`,
      { text: JSON.stringify(table) },
    );
  const rows = elsewhere('rows');
  const columns = elsewhere(
    `({ ...Object.fromEntries(Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])])),
       age: Float64Array.from(rows, ({ age }) => age) })`,
  );
  assert.ok(!(rows[0].born instanceof Date) && !(rows instanceof Array));
  const schema = await inferSchema(table);
  assert.deepEqual(await inferSchema(rows), schema);
  assert.deepEqual((await inferSchema(columns)).columns, schema.columns);
  const model = await trainedTable(t, {}, table);
  assert.deepEqual(await model.score(rows), await model.score(table));
  assert.deepEqual(await model.score(columns), await model.score(table));
  const where = (Class) => ({ born: { min: new Class(Date.UTC(1980, 0, 1)) } });
  assert.deepEqual(
    await model.generate(5, { where: where(there('Date')), seed: 1 }),
    await model.generate(5, { where: where(Date), seed: 1 }),
  );
  assert.equal((await compareTables(table, rows)).overall, 1);
});
