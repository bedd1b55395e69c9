// A synthetic table beside the real one: what the report says of tables whose answer is known.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compareTables } from 'vae1';
import { uniform } from '../support/data.mjs';
import { columnsOf, people, shuffledColumns } from '../support/table-data.mjs';

const near = (actual, expected, place, tolerance = 1e-6) => {
  if (actual === null || expected === null) assert.equal(actual, expected, place);
  else assert.ok(Math.abs(actual - expected) <= tolerance, `${place}: ${actual}, not ${expected}`);
};

const column = (report, name) => report.columns.find((c) => c.name === name);
const pair = (report, a, b) => report.pairs.find(({ columns: [c, d] }) => c === a && d === b);

const fixture = new URL('../../fixtures/tables/report_reference.json', import.meta.url);
const reference = JSON.parse(readFileSync(fixture, 'utf8'));

test("the scores of columns, pairs and distances are those of SDMetrics' definitions", async () => {
  const { real, synthetic, holdout } = reference;
  const columns = { rare: 'categorical' };
  const report = await compareTables(real, synthetic, { holdout, columns });
  assert.deepEqual(report.columns.map(({ name }) => name), Object.keys(reference.columns)); // prettier-ignore
  for (const { name, shape, missing, coverage, adherence } of report.columns) {
    const expected = reference.columns[name];
    near(shape, expected.shape, `shape of ${name}`);
    near(missing, expected.missing, `missing of ${name}`);
    near(coverage, expected.coverage, `coverage of ${name}`);
    near(adherence, expected.adherence, `adherence of ${name}`);
  }
  assert.equal(report.pairs.length, reference.pairs.length);
  for (const [i, { columns, score, association }] of report.pairs.entries()) {
    assert.deepEqual(columns, reference.pairs[i].columns);
    near(score, reference.pairs[i].score, `score of ${columns}`);
    near(association, reference.pairs[i].association, `association of ${columns}`);
  }
  for (const name of ['columnShapes', 'columnPairTrends', 'overall', 'strongPairTrends'])
    near(report[name], reference[name], name);
  for (const table of ['synthetic', 'holdout'])
    for (const name of ['medianDistance', 'copies'])
      near(report.privacy[table][name], reference.privacy[table][name], `${name} of ${table}`);
  near(report.privacy.closerToReal, reference.privacy.closerToReal, 'closerToReal');
});

test('a table beside itself has the best score everywhere, and is all copies', async () => {
  const real = people(200);
  const report = await compareTables(real, real);
  assert.equal(report.overall, 1);
  assert.equal(report.strongPairTrends, 1);
  for (const { name, kind, ...scores } of report.columns)
    for (const [what, score] of Object.entries(scores))
      assert.equal(score, 1, `${what} of ${name}`);
  assert.ok(report.pairs.every(({ score }) => score === 1));
  assert.equal(report.detection.score, 1);
  assert.deepEqual(report.privacy, {
    synthetic: { medianDistance: 0, copies: 1 },
    holdout: null,
    closerToReal: null,
  });
});

test('tables that have no value in common score 0, and are told apart', async () => {
  const real = people(200);
  const other = real.map(({ height, weight, born, job }) => ({
    height: height + 1000,
    weight: weight === null ? null : weight - 1000,
    born: new Date(born.getTime() - 1e13),
    job: job && `former ${job}`,
    member: 'perhaps',
  }));
  const report = await compareTables(real, other);
  for (const { name, shape, coverage } of report.columns) {
    assert.equal(shape, 0, `shape of ${name}`);
    assert.equal(coverage, 0, `coverage of ${name}`);
  }
  assert.equal(report.columnShapes, 0);
  assert.equal(pair(report, 'job', 'member').score, 0);
  assert.equal(column(report, 'height').adherence, 0);
  assert.ok(report.detection.score < 0.001, `detection ${report.detection.score}`);
  assert.equal(report.detection.auc > 0.999, true);
  assert.equal(report.privacy.synthetic.copies, 0);
});

test('columns shuffled each by itself keep their shapes and lose what goes together', async () => {
  const real = people(1000);
  const report = await compareTables(real, shuffledColumns(real));
  assert.equal(report.columnShapes, 1);
  assert.ok(report.strongPairTrends < 0.75, `strong pairs ${report.strongPairTrends}`);
  assert.ok(pair(report, 'height', 'weight').score < 0.6);
  assert.ok(pair(report, 'height', 'born').score > 0.9, 'they never went together');
  assert.ok(report.detection.score > 0.9, 'a linear classifier sees single columns');
});

test('rows of the same origin are told apart no better than by chance', async () => {
  const { detection, privacy } = await compareTables(people(2000), people(2000, 2), {
    holdout: people(2000, 3),
  });
  assert.ok(Math.abs(detection.auc - 0.5) < 0.04, `AUC ${detection.auc}`);
  assert.ok(detection.score > 0.9);
  assert.ok(Math.abs(privacy.closerToReal - 0.5) < 0.04, `closer ${privacy.closerToReal}`);
  const ratio = privacy.synthetic.medianDistance / privacy.holdout.medianDistance;
  assert.ok(Math.abs(ratio - 1) < 0.1, `distances ${ratio}`);
});

test('more columns than rows teach the classifier nothing about rows it has not seen', async () => {
  const noise = (seed) => {
    const next = uniform(seed);
    return Object.fromEntries(
      Array.from({ length: 80 }, (_, k) => [`c${k}`, Array.from({ length: 60 }, next)]),
    );
  };
  const { detection } = await compareTables(noise(1), noise(2));
  assert.ok(detection.auc > 0.3 && detection.auc < 0.7, `AUC ${detection.auc}`);
});

test('0.1 + 0.2 ties with 0.3: distributions are compared to 14 decimals', async () => {
  const { columns } = await compareTables({ x: [0.1 + 0.2, 1] }, { x: [0.3, 1] });
  assert.equal(columns[0].shape, 1);
});

test('small units hide no difference: every score is that of the same columns in units of 1', async () => {
  const next = uniform(5);
  const numbers = (rows, shift) =>
    Array.from({ length: rows }, () => Math.floor(next() * 50) + shift);
  const [a, b] = [numbers(200, 0), numbers(200, 20)];
  const inUnits = (unit) =>
    compareTables(
      { a: times(a, unit), b: times(b, unit) },
      { a: times(b, unit), b: times(b, unit) },
    );
  const times = (values, unit) => values.map((x) => x * unit);
  const { columns, pairs, detection, privacy } = await inUnits(1);
  assert.ok(columns[0].shape < 0.7);
  for (const unit of [1e-14, 1e-16, 1e-100, 1e-200, 1e-290, 1e200]) {
    const report = await inUnits(unit);
    for (const [i, { shape, coverage, adherence }] of columns.entries()) {
      near(report.columns[i].shape, shape, `shape in units of ${unit}`);
      near(report.columns[i].coverage, coverage, `coverage in units of ${unit}`);
      near(report.columns[i].adherence, adherence, `adherence in units of ${unit}`);
    }
    near(report.pairs[0].score, pairs[0].score, `pair in units of ${unit}`);
    near(report.detection.auc, detection.auc, `detection in units of ${unit}`);
    near(report.privacy.synthetic.medianDistance, privacy.synthetic.medianDistance, `distance in units of ${unit}`); // prettier-ignore
  }
  // The largest numbers there are have an end, and scores where these are defined.
  const ends = [-1.7e308, 1.7e308, 1e308, 0];
  const { overall } = await compareTables({ x: ends, y: ends }, { x: ends, y: ends });
  assert.equal(overall, 1);
  // Of values of every size, the small ones count as much as the large.
  const sizes = Array.from({ length: 300 }, (_, i) => 10 ** -(i % 60));
  const { columns: wide } = await compareTables({ p: sizes }, { p: sizes.map((p) => (p < 1e-14 ? p / 1e60 : p)) }); // prettier-ignore
  assert.ok(wide[0].shape < 0.3, `shape ${wide[0].shape}`);
});

test('one shifted column, or gaps where there were none, give a table away', async () => {
  const real = people(500);
  const taller = people(500, 2).map((row) => ({ ...row, height: row.height + 12 }));
  const shifted = await compareTables(real, taller);
  assert.ok(shifted.detection.auc > 0.75, `AUC ${shifted.detection.auc}`);
  const withGaps = people(500, 2).map((row, i) => (i % 2 ? row : { ...row, height: null }));
  const gaps = await compareTables(real, withGaps);
  assert.ok(gaps.detection.auc > 0.7, `AUC ${gaps.detection.auc}`);
  assert.equal(column(gaps, 'height').missing, 0.5);
  assert.ok(column(gaps, 'height').shape > 0.9, 'gaps are not part of the shape');
});

test('a leak of a tenth of the training rows shows beside the held-out rows', async () => {
  const real = people(1000);
  const honest = people(1000, 2);
  const leaky = honest.map((row, i) => (i % 10 ? row : real[i]));
  const holdout = people(1000, 3);
  const before = (await compareTables(real, honest, { holdout })).privacy;
  const after = (await compareTables(real, leaky, { holdout })).privacy;
  assert.ok(before.synthetic.copies < 0.01);
  assert.ok(Math.abs(after.synthetic.copies - before.synthetic.copies - 0.1) < 0.005);
  assert.ok(after.holdout.copies < 0.01);
  assert.ok(after.closerToReal > before.closerToReal + 0.03, `${after.closerToReal}`);
});

test('copies are normal where rows are few: held-out rows are copies as often', async () => {
  const coins = (from) => ({ coin: Array.from({ length: 400 }, (_, i) => (i + from) % 2 === 0) });
  const { privacy, detection } = await compareTables(coins(0), coins(1), { holdout: coins(0) });
  assert.equal(privacy.synthetic.copies, 1);
  assert.equal(privacy.holdout.copies, 1);
  assert.equal(privacy.closerToReal, 0.5, 'ties count half');
  near(detection.auc, 0.5, 'ties count half', 0.1);
});

test('distances are means over columns, in units of the real range', async () => {
  const real = { x: [0, 10], kind: ['a', 'b'], gap: [null, 4], same: [7, 7] };
  const distance = async (x, kind, gap, same) =>
    (await compareTables(real, { x: [x], kind: [kind], gap: [gap], same: [same] })).privacy
      .synthetic.medianDistance;
  near(await distance(2, 'a', null, 7), 0.2 / 4, 'a number');
  near(await distance(0, 'c', null, 7), 1 / 4, 'another category');
  near(await distance(0, 'a', 4, 7), 1 / 4, 'a value beside a gap');
  near(await distance(0, 'a', null, 8), 1 / 4, 'beside a constant');
  near(await distance(null, 'a', null, 7), 1 / 4, 'a gap beside a value');
  near(await distance(-500, 'a', null, 7), 1 / 4, 'at most 1');
});

test('equal seeds give equal reports, for rows in either form', async () => {
  const [real, synthetic] = [people(300), people(200, 2)];
  const options = { holdout: people(100, 3), seed: 7 };
  const report = await compareTables(real, synthetic, options);
  assert.deepEqual(await compareTables(real, synthetic, options), report);
  const holdout = columnsOf(options.holdout);
  const same = await compareTables(columnsOf(real), columnsOf(synthetic), { holdout, seed: 7 });
  assert.deepEqual(same, report);
  const other = await compareTables(real, synthetic, { ...options, seed: 8 });
  assert.notEqual(other.detection.auc, report.detection.auc);
  assert.equal(other.overall, report.overall);
});

test('it is plain data, and says in words what it found', async () => {
  const report = await compareTables(people(300), people(200, 2), { holdout: people(100, 3) });
  assert.deepEqual(JSON.parse(JSON.stringify(report)), structuredClone(report));
  const { overall, privacy } = report;
  const text = `${report}`;
  assert.match(text, /^200 synthetic rows beside 300 real ones/);
  assert.ok(text.includes(overall.toFixed(3)));
  assert.ok(text.includes(`(held-out rows: ${privacy.holdout.medianDistance.toFixed(3)})`));
  assert.doesNotMatch(`${await compareTables(people(9), people(9, 2))}`, /held-out|null|NaN/);
});

test('of large tables the report says how many rows it looked at', async () => {
  // 0 to 139,999 in three orders: 7,919 is prime.
  const n = 140_000;
  const large = (factor, shift = 0) => ({
    x: Float64Array.from({ length: n }, (_, i) => ((i * factor) % n) + shift),
  });
  const options = { holdout: large(n - 7919), columns: { x: 'integer' } };
  const { rows, columns, privacy } = await compareTables(large(7919), large(1, 1400), options);
  assert.deepEqual(rows, {
    ...{ real: n, synthetic: n, holdout: n, pairs: 50_000, detection: 10_000 },
    distances: { from: 2_000, among: 10_000 },
  });
  const { shape, adherence } = columns[0];
  near(shape, 0.99, 'a hundredth of the range apart, of all rows');
  near(adherence, 0.99, 'within the range');
  near(privacy.synthetic.copies, 0.99, 'copies, of all rows');
});
