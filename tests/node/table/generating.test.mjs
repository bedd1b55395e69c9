// Generated rows look like those of the table, and match the request.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { failure, refused } from '../support/failures.mjs';
import {
  asColumns,
  JOBS,
  loadedTable,
  people,
  trainedTable,
  untrainedTable,
} from '../support/tables.mjs';

const rows = people();

/** Whether the cell is one that `people()` could have in this column. */
const LOOKS = {
  id: (cell) => /^p-\d{4,}$/.test(cell) && !rows.some(({ id }) => id === cell),
  age: (cell) => Number.isInteger(cell) && cell >= 18 && cell <= 77,
  height: (cell) => cell >= 160 && cell <= 190 && Number(cell.toFixed(1)) === cell,
  job: (cell) => JOBS.includes(cell),
  member: (cell) => cell === null || typeof cell === 'boolean',
  born: (cell) => cell instanceof Date && cell % 86_400_000 === 0,
  joined: (cell) => /^20[12]\d-\d\d-\d\d$/.test(cell),
  income: (cell) => cell === null || (Number.isInteger(cell) && cell >= 20000 && cell < 62000),
  children: (cell) => [0, 1, 2, 3].includes(cell),
  rain: (cell) => cell >= 0 && cell <= 100 && Number(cell.toFixed(1)) === cell,
  price: (cell) => /^\d+\.\d\d$/.test(cell),
  unit: (cell) => cell === 'kg',
};

function looksLikePeople(made) {
  for (const [i, row] of made.entries()) {
    assert.deepEqual(Object.keys(row), Object.keys(rows[0]));
    for (const [name, looks] of Object.entries(LOOKS))
      assert.ok(looks(row[name]), `${name} of row ${i} is ${row[name]}`);
  }
}

test('rows come back in the form, names, types, rounding and bounds of the table', async (t) => {
  const model = await trainedTable(t);
  const made = await model.generate(200);
  assert.equal(made.length, 200);
  looksLikePeople(made);
  for (const name of ['member', 'income'])
    assert.ok(
      made.some((row) => row[name] === null),
      `no gap in ${name}`,
    );
  assert.equal(new Set(made.map(({ id }) => id)).size, 200);
  assert.equal((await model.generate()).length, rows.length);
  assert.deepEqual(await model.generate(0), []);
});

test('a table of columns gives columns', async (t) => {
  const model = await trainedTable(t, {}, asColumns(rows));
  const made = await model.generate(20, { seed: 3 });
  const ofRows = await (await trainedTable(t)).generate(20, { seed: 3 });
  assert.deepEqual(made, asColumns(ofRows));
});

test("missing: 'fill' makes rows without gaps", async (t) => {
  const model = await trainedTable(t);
  const kept = await model.generate(100, { seed: 1 });
  const filled = await model.generate(100, { seed: 1, missing: 'fill' });
  looksLikePeople(filled);
  for (const [i, row] of filled.entries())
    for (const [name, cell] of Object.entries(row)) {
      assert.notEqual(cell, null, name);
      if (kept[i][name] !== null) assert.deepEqual(cell, kept[i][name]);
    }
});

test('a seed gives the same rows; without, calls go on from each other', async (t) => {
  const model = await trainedTable(t);
  const copy = await loadedTable(t, await model.save());
  const where = { job: 'clerk', age: { min: 20, max: 60 } };
  assert.deepEqual(
    await model.generate(9, { seed: 4, where }),
    await copy.generate(9, { seed: 4, where }),
  );
  const cells = (made) => made.map(({ id, ...row }) => row);
  const parts = [await model.generate(3, { where }), await model.generate(20, { where })].flat();
  assert.deepEqual(cells(parts), cells(await copy.generate(23, { where })));
  assert.deepEqual(await model.generate(5), await copy.generate(5));
});

test('condition columns have exactly the requested values, and no row is rejected', async (t) => {
  const model = await trainedTable(t, { conditions: ['job', 'member', 'age'] });
  let drawn = false;
  const onAcceptance = () => (drawn = true);
  const where = { job: 'smith', age: { min: 30, max: 39 } };
  const made = await model.generate(50, { where, onAcceptance });
  looksLikePeople(made);
  assert.ok(made.every(({ job, age }) => job === 'smith' && age >= 30 && age <= 39));
  assert.equal(drawn, false);
  // What is not named comes from the training rows that are as asked.
  const like = rows.filter(({ job, age }) => job === 'smith' && age >= 30 && age <= 39);
  const seen = like.map(({ age, member }) => `${age} ${member}`);
  for (const { age, member } of made) assert.ok(seen.includes(`${age} ${member}`));
  for (const { member } of await model.generate(5, { where: { member: null } }))
    assert.equal(member, null);
});

test('conditions that no row has together need all to be named', async (t) => {
  const odd = rows.map((row) => ({ ...row, member: row.job === 'cook' }));
  const model = await trainedTable(t, { conditions: ['job', 'member'] }, odd);
  const where = { job: 'cook', member: false };
  for (const row of await model.generate(9, { where })) {
    assert.equal(row.job, 'cook');
    assert.equal(row.member, false);
  }
  const three = await trainedTable(t, { conditions: ['job', 'member', 'age'] }, odd);
  await refused(
    three,
    () => three.generate(9, { where }),
    'ERR_OPTION',
    /no training row has together.*name a value of "age" too/,
  );
});

test('other columns are drawn until they match, and the rate is reported', async (t) => {
  const model = await trainedTable(t);
  const told = [];
  const born = { min: new Date('1960-01-01'), max: '1999-12-31' };
  const where = { job: { oneOf: ['cook', 'clerk'] }, age: { max: 60 }, income: null, born };
  const made = await model.generate(30, { where, onAcceptance: (rate) => told.push(rate) });
  looksLikePeople(made);
  for (const { job, age, income, born: date } of made) {
    assert.notEqual(job, 'smith');
    assert.ok(age <= 60 && income === null);
    assert.ok(date >= born.min && date <= new Date(born.max));
  }
  const { draws, accepted, rate } = told.at(-1);
  assert.equal(accepted, 30);
  assert.ok(draws > 30);
  assert.equal(rate, accepted / draws);
});

test('balance gives exact counts, together with where', async (t) => {
  const model = await trainedTable(t);
  const counts = (made, name) => {
    const found = {};
    for (const row of made) found[row[name]] = (found[row[name]] ?? 0) + 1;
    return found;
  };
  assert.deepEqual(counts(await model.generate(20, { balance: 'job' }), 'job'), {
    clerk: 7,
    cook: 7,
    smith: 6,
  });
  const shares = { job: { smith: 0.5 } };
  const made = await model.generate(40, { balance: shares, where: { age: { min: 30 } } });
  assert.ok(made.every(({ age }) => age >= 30));
  const { clerk, cook, smith } = counts(made, 'job');
  const of = (job) => rows.filter((row) => row.job === job).length;
  assert.equal(smith, 20);
  assert.ok(Math.abs(clerk - (20 * of('clerk')) / (of('clerk') + of('cook'))) < 1);
  assert.equal(clerk + cook, 20);
  assert.deepEqual(counts(await model.generate(8, { balance: 'children' }), 'children'), {
    0: 2,
    1: 2,
    2: 2,
    3: 2,
  });
});

test('balance of a condition column is set, in mixed order', async (t) => {
  const model = await trainedTable(t, { conditions: ['job'] });
  let drawn = false;
  const options = { balance: 'job', seed: 1, onAcceptance: () => (drawn = true) };
  const jobs = (await model.generate(30, options)).map(({ job }) => job);
  for (const job of JOBS) assert.equal(jobs.filter((one) => one === job).length, 10);
  assert.notDeepEqual(jobs, jobs.toSorted());
  assert.equal(drawn, false);
  assert.deepEqual(
    (await model.generate(30, options)).map(({ job }) => job),
    jobs,
  );
});

test('values that the table does not have are refused, and the error lists those that it has', async (t) => {
  const model = await trainedTable(t);
  const cases = [
    [{ where: { jbo: 'cook' } }, /"jbo".*did you mean "job"\?/],
    [{ where: { job: 'baker' } }, /"job" in where.*"clerk", "cook", "smith".*"baker"/],
    [{ where: { job: null } }, /"job" in where.*must not be null.* no gaps/],
    [{ where: { age: 200 } }, /"age" in where.*from 18 to 77.*200/],
    [{ where: { age: { min: 100 } } }, /"age" in where.*from 18 to 77/],
    [{ where: { age: { min: 40, max: 30 } } }, /"age" in where.*40 to 30/],
    [{ where: { age: { least: 3 } } }, /no option "least"/],
    [{ where: { age: {} } }, /"age" in where.*\{ min, max \}/],
    [{ where: { age: { min: 'old' } } }, /"age" in where.*"old"/],
    [{ where: { age: { max: NaN } } }, /"age" in where.*bounds.*NaN/],
    [{ where: { born: { min: new Date(NaN) } } }, /"born" in where.*bounds.*Date/],
    [{ where: { job: { min: 'a' } } }, /"job" in where.*oneOf/],
    [{ where: { job: { oneOf: [] } } }, /oneOf in "job" in where.*at least one/],
    [{ where: { children: 9 } }, /"children" in where.*0, 1, 2, 3/],
    [{ where: { height: 171.5 } }, /"height" in where.*a range.*conditions/],
    [{ where: { id: 'p-0001' } }, /"id" in where.*identifier/],
    [{ where: { unit: 'g' } }, /"unit" in where.*must be "kg"/],
    [{ where: { income: null }, missing: 'fill' }, /'keep' if where or balance asks for gaps/],
    [{ where: 'job' }, /where of generate\(\) must be an object/],
    [{ balance: 'jbo' }, /"jbo".*did you mean "job"\?/],
    [{ balance: 'height' }, /a column of categories.*"height"/],
    [{ balance: { job: { baker: 0.5 } } }, /"baker".*no category/],
    [{ balance: { job: { cook: 1.5 } } }, /"cook".*from 0 to 1.*1.5/],
    [{ balance: { job: { cook: 0.7, clerk: 0.7 } } }, /at most 1.*1.4/],
    [{ balance: { job: { cook: 0.1, clerk: 0.1, smith: 0.1 } } }, /add up to 1, not 0.3/],
    [{ balance: { job: { cook: 1 }, member: { true: 1 } } }, /one column.*2 columns/],
    [{ balance: 'job', where: { job: 'cook', income: null }, maxDraws: 0 }, /maxDraws/],
    [{ mean: true }, /no option "mean"/],
  ];
  for (const [options, sentence] of cases)
    await assert.rejects(model.generate(5, options), failure('ERR_OPTION', sentence));
  assert.equal((await model.generate(3, { where: { unit: 'kg', rain: 0 } })).length, 3);
});

test('too few rows within maxDraws is an error that states the rate', async (t) => {
  const model = await trainedTable(t);
  const where = { job: 'smith', age: { min: 20, max: 21 }, rain: { min: 99 } };
  await refused(
    model,
    () => model.generate(100, { where, maxDraws: 200 }),
    'ERR_OPTION',
    /found only \d+ of 100 .* in 200 draws, a rate of .*maxDraws.*conditions: \["age","rain"\]/,
  );
});

test('abort and a callback that throws end the drawing', async (t) => {
  const model = await trainedTable(t);
  const stop = new AbortController();
  const where = { rain: { min: 99.9 }, age: { max: 18 } };
  const drawing = model.generate(1000, {
    where,
    maxDraws: 1e9,
    signal: stop.signal,
    onAcceptance: () => stop.abort(new Error('enough')),
  });
  await assert.rejects(drawing, /enough/);
  const thrown = model.generate(1000, {
    where,
    onAcceptance() {
      throw new Error('no more');
    },
  });
  await assert.rejects(thrown, /no more/);
  assert.equal((await model.generate(2)).length, 2);
});

test('onAcceptance may wait for the model, and ends the call by a rejection', async (t) => {
  const model = await trainedTable(t);
  const where = { job: { oneOf: ['smith', 'cook'] } };
  const inner = [];
  const made = await model.generate(20, {
    where,
    async onAcceptance() {
      inner.push(model.generate(2));
      await inner.at(-1);
    },
  });
  assert.equal(made.length, 20);
  assert.ok(inner.length > 0);
  for (const rows of await Promise.all(inner)) assert.equal(rows.length, 2);
  const rejected = model.generate(1, {
    where,
    async onAcceptance() {
      await Promise.resolve();
      throw new Error('no more');
    },
  });
  await assert.rejects(rejected, /no more/);
});

test('generate needs a trained model, and a number of rows that fit in memory', async (t) => {
  const model = untrainedTable(t);
  assert.equal(model.schema, undefined);
  await assert.rejects(model.generate(), failure('ERR_NOT_TRAINED', /generate\(\)/));
  await model.train(rows, { epochs: 1 });
  await assert.rejects(model.generate(-1), failure('ERR_OPTION', /count of generate\(\)/));
  await assert.rejects(model.generate(1e12), failure('ERR_MEMORY', /1000000000000 rows/));
  await assert.rejects(
    model.generate(1, { sampling: 'mixture' }),
    failure('ERR_NOT_TRAINED', /fitMixture/),
  );
  await model.fitMixture(rows, { components: 2 });
  looksLikePeople(await model.generate(5, { sampling: 'mixture' }));
});

test('where on a column of integers takes integers', async () => {
  const table = Array.from({ length: 60 }, (_, i) => ({ n: i * i, c: i % 2 ? 'a' : 'b' }));
  const model = new TableVAE({ epochs: 1, seed: 1, threads: 1 });
  await model.train(table);
  await assert.rejects(model.generate(2, { where: { n: 30.5 } }), {
    code: 'ERR_OPTION',
    message: /not 30\.5/,
  });
  model.dispose();
});
