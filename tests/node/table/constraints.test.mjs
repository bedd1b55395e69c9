// The user's own constraints on generated rows: functions of a row.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure } from '../support/failures.mjs';
import { trainedTable } from '../support/tables.mjs';

const isTall = ({ height }) => height > 170;
const isNoClerk = ({ job }) => job !== 'clerk';

test('all rows meet the constraints, with where and balance too', async (t) => {
  const model = await trainedTable(t);
  let told;
  const made = await model.generate(40, {
    constraints: [isTall, isNoClerk],
    where: { age: { max: 60 } },
    balance: 'children',
    onAcceptance: (acceptance) => (told = acceptance),
  });
  assert.ok(made.every((row) => isTall(row) && isNoClerk(row) && row.age <= 60));
  for (const n of [0, 1, 2, 3]) assert.equal(made.filter(({ children }) => children === n).length, 10); // prettier-ignore
  assert.equal(told.accepted, 40);
  assert.ok(told.draws > 40 && told.rate === told.accepted / told.draws);
  assert.equal(new Set(made.map(({ id }) => id)).size, 40);
});

test('rows are drawn one after another: a constraint only leaves some out', async (t) => {
  const model = await trainedTable(t);
  const without = (rows) => rows.map(({ id, ...row }) => row);
  const all = await model.generate(200, { seed: 3 });
  const kept = await model.generate(20, { seed: 3, constraints: [isTall] });
  assert.deepEqual(without(kept), without(all.filter(isTall).slice(0, 20)));
  assert.deepEqual(await model.generate(20, { seed: 3, constraints: [isTall] }), kept);
});

test('a constraint sees the row as it will be, without its identifier, and cannot change it', async (t) => {
  const model = await trainedTable(t);
  const seen = [];
  const watch = (row) => {
    seen.push({ ...row });
    for (const name of Object.keys(row)) row[name] = 'changed';
    return true;
  };
  const options = { seed: 5, missing: 'fill', form: 'rows' };
  const made = await model.generate(10, { ...options, constraints: [watch] });
  assert.deepEqual(
    seen,
    made.map((row) => ({ ...row, id: null })),
  );
  assert.ok(made.every(({ unit }) => unit === 'kg'));
});

test('constraints that hardly any row meets end with the rate', async (t) => {
  const model = await trainedTable(t);
  await assert.rejects(
    model.generate(10, { constraints: [() => false], maxDraws: 500 }),
    failure('ERR_OPTION', /only 0 of 10 matching rows in 500 draws, a rate of 0\. A larger maxDraws allows more draws\.$/), // prettier-ignore
  );
});

for (const [what, constraint, sentence] of [
  ['throws', ({ job }) => job.missing.length > 0, /^constraints\[1\] threw for a row of generate\(\): Cannot read/], // prettier-ignore
  ['is not true or false', () => 1, /^constraints\[1\] must return true or false .* not 1\.$/],
  ['returns a promise', async () => true, /^constraints\[1\] must return true or false/],
])
  test(`a constraint that ${what} is an error, and the model goes on as before`, async (t) => {
    const [model, other] = [await trainedTable(t), await trainedTable(t)];
    const constraints = [() => true, constraint];
    await assert.rejects(model.generate(5, { constraints }), failure('ERR_OPTION', sentence));
    assert.deepEqual(await model.generate(5), await other.generate(5));
  });

test('what is no list of functions is refused', async (t) => {
  const model = await trainedTable(t);
  for (const constraints of [isTall, ['age > 3'], {}])
    await assert.rejects(
      model.generate(5, { constraints }),
      failure('ERR_OPTION', /^constraints of generate\(\) must be an array of functions of a row/),
    );
});
