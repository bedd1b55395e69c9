// The option `form` of the calls that return tables.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { failure, refused } from '../support/failures.mjs';
import { asColumns, people, SMALL_TABLE, trainedTable } from '../support/tables.mjs';

const rows = people(60);
const latents = [[0, 0], [1, -1]]; // prettier-ignore
const where = { job: 'cook' };

/** Each call with the options given, of a model that is conditioned on the job. */
const CALLS = {
  generate: (model, form) => model.generate(5, { seed: 3, where, ...form }),
  decode: (model, form) => model.decode(latents, { where, ...form }),
  reconstruct: (model, form) => model.reconstruct(rows, form),
  impute: (model, form) => model.impute(rows, { seed: 4, samples: 10, ...form }),
};
const columns = asColumns(rows);

let file;
before(async () => {
  const model = new TableVAE({ ...SMALL_TABLE, conditions: ['job'] });
  await model.train(rows);
  file = await model.save();
  model.dispose();
});

for (const [name, call] of Object.entries(CALLS))
  test(`${name}() returns rows or columns, as asked`, async (t) => {
    const model = await TableVAE.load(file);
    t.after(() => model.dispose());
    const made = await call(model);
    assert.ok(Array.isArray(made));
    assert.deepEqual(await call(model, { form: 'columns' }), asColumns(made));
    assert.deepEqual(await call(model, { form: 'rows' }), made);
    assert.deepEqual(await call(model, { form: undefined }), made);
  });

test('a model of columns returns rows if asked', async (t) => {
  const model = await trainedTable(t, { conditions: ['job'] }, columns);
  for (const call of Object.values(CALLS)) {
    const made = await call(model, { form: 'rows' });
    assert.ok(Array.isArray(made));
    assert.deepEqual(await call(model, { form: 'columns' }), asColumns(made));
  }
  assert.deepEqual(await model.generate(0, { form: 'rows' }), []);
});

test('each draw of impute() has the form', async (t) => {
  const model = await trainedTable(t, {}, rows);
  const [first, second] = await model.impute(rows, { draws: 2, samples: 10, form: 'columns' });
  assert.deepEqual([first.age, second.age], [columns.age, columns.age]);
  const [made] = await model.impute(columns, { draws: 1, samples: 10, form: 'rows' });
  assert.equal(made[0].age, rows[0].age);
});

test('any other form is refused, and no random number is drawn for it', async (t) => {
  const model = await trainedTable(t, {}, rows);
  for (const [name, call] of Object.entries({
    generate: (given) => model.generate(5, given),
    decode: (given) => model.decode(latents, given),
    reconstruct: (given) => model.reconstruct(rows, given),
    impute: (given) => model.impute(rows, given),
  }))
    for (const form of ['table', '', null, true, ['rows']])
      await refused(
        model,
        () => call({ form }),
        'ERR_OPTION',
        new RegExp(`^form of ${name}\\(\\) must be one of 'rows', 'columns', not `),
      );
});

test('calls that return no table, and those of VAE, have no such option', async (t) => {
  const model = await trainedTable(t, {}, rows);
  const form = { form: 'columns' };
  await assert.rejects(model.encode(rows, form), failure('ERR_OPTION', /no option "form"/));
  const plain = new VAE({ hiddenDims: [4], latentDim: 1, epochs: 1 });
  t.after(() => plain.dispose());
  await plain.train([[1, 2], [3, 4]]); // prettier-ignore
  for (const attempt of [
    () => plain.generate(1, form),
    () => plain.decode([[0]], form),
    () => plain.reconstruct([[1, 2]], form),
  ])
    await assert.rejects(attempt, failure('ERR_OPTION', /no option "form"/));
});
