// Calls for pieces of a table, each with the number of its first row, answer what one call for all answers.
import assert from 'node:assert/strict';
import { before, after, test } from 'node:test';
import { TableVAE } from 'vae1';
import { refused } from '../support/failures.mjs';
import { orders } from '../support/linked-tables.mjs';
import { JOBS, people, SMALL_TABLE } from '../support/tables.mjs';

const rows = people();
const ENDS = [0, 1, 50, 64, 130, 150];
const TOTAL = ENDS.at(-1);
async function inPieces(call) {
  const parts = [];
  for (const [i, end] of ENDS.slice(1).entries()) parts.push(...(await call(ENDS[i], end)));
  return parts;
}

const models = {};
before(async () => {
  models.people = new TableVAE({ ...SMALL_TABLE, conditions: ['member'] });
  await models.people.train(rows);
  models.independent = new TableVAE({ ...SMALL_TABLE, decoder: 'independent' });
  await models.independent.train(rows);
  models.orders = new TableVAE(SMALL_TABLE);
  await models.orders.train(orders(300));
});
after(() => Object.values(models).forEach((model) => model.dispose()));

for (const [what, name, options] of [
  ['with identifiers, gaps and conditions', 'people', {}],
  ['with a seed', 'people', { seed: 5, missing: 'fill' }],
  ['given a condition', 'people', { where: { member: true } }],
  ['given a cell', 'people', { where: { job: 'cook' } }],
  [
    'that have to match',
    'people',
    { where: { age: { min: 60 }, job: { oneOf: ['clerk', 'cook'] } } },
  ],
  ['that an independent decoder has to match', 'independent', { where: { job: 'cook' } }],
  ['that constraints accept', 'people', { constraints: [({ children }) => children > 1] }],
  ['that keep rules', 'orders', {}],
])
  test(`generate: rows ${what}`, async () => {
    const model = models[name];
    const whole = await model.generate(TOTAL, { ...options, firstRow: 0 });
    assert.equal(whole.length, TOTAL);
    const make = (firstRow, end) => model.generate(end - firstRow, { ...options, firstRow });
    assert.deepEqual(await inPieces(make), whole);
  });

test('rows that are drawn again are new ones', async () => {
  const made = await models.people.generate(400, { seed: 2, where: { age: { min: 60 } } });
  const texts = made.map(({ id, ...row }) => JSON.stringify(row));
  assert.equal(new Set(texts).size, made.length);
});

test('rows by balance, drawn until they match, after other rows', async () => {
  const copy = await TableVAE.load(await models.independent.save());
  const before = await copy.generate(10);
  const made = await copy.generate(90, { balance: 'job' });
  const after = await copy.generate(10);
  copy.dispose();
  for (const job of JOBS) assert.equal(made.filter((row) => row.job === job).length, 30);
  const ids = [...before, ...made, ...after].map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
});

test('calls without a seed go on from each other, also where rows have to match', async () => {
  const where = { age: { min: 60 } };
  const copy = await TableVAE.load(await models.people.save());
  const made = [...(await copy.generate(70, { where })), ...(await copy.generate(30, { where }))];
  copy.dispose();
  assert.deepEqual(made, await models.people.generate(100, { where, firstRow: 0 }));
});

for (const [what, options] of [
  ['means', {}],
  ['draws', { draws: 2 }],
])
  for (const name of ['people', 'independent'])
    test(`impute: ${what}, ${name}`, async () => {
      const model = models[name];
      const gaps = rows.slice(0, TOTAL).map((row, i) => (i % 3 ? row : { ...row, job: null }));
      const tables = (completed) => (options.draws ? completed : [completed]);
      const whole = tables(await model.impute(gaps, { ...options, samples: 5 }));
      for (const [draw, table] of whole.entries()) {
        const complete = async (firstRow, end) =>
          tables(
            await model.impute(gaps.slice(firstRow, end), { ...options, samples: 5, firstRow }),
          )[draw];
        assert.deepEqual(await inPieces(complete), table);
      }
    });

test('logLikelihood', async () => {
  const whole = await models.people.logLikelihood(rows.slice(0, TOTAL), { samples: 3 });
  const parts = await inPieces((firstRow, end) =>
    models.people.logLikelihood(rows.slice(firstRow, end), { samples: 3, firstRow }),
  );
  assert.deepEqual(parts, [...whole]);
});

test('balance is of one call', async () => {
  const sentence = /^firstRow of generate\(\) must not be given with balance/;
  const make = () => models.people.generate(9, { balance: 'job', firstRow: 9 });
  await refused(models.people, make, 'ERR_OPTION', sentence);
});
