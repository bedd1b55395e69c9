// The look service's answers for a small table and a briefly trained model.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TableVAE } from 'vae1';
import { webModule } from '../web-module.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { Session } = await webModule('studio/session/session.ts');

const ROWS = 400;
const ODD_ROW = 123;
/** Heavier than all others, with a gap for its height. */
const HEAVY_ROW = 205;
const ignore = () => {};

const session = new Session();
const look = new LookService(session);

before(async () => {
  session.openData(measurements());
  session.leftOut = ['remark'];
  const vae = new TableVAE({ epochs: 60, hiddenDims: [32], latentDim: 2, seed: 1, threads: 1 });
  const { height, weight, kind, seen } = cells();
  await vae.train({ height, weight, kind, seen });
  session.model = { kind: 'table', vae };
  await look.generate(600, 5, ignore);
});

after(() => session.forgetModel());

/** Weight (kg) follows from height (m), except in one row. Every tenth height is a gap. */
function cells() {
  const random = uniform();
  const height = Array.from({ length: ROWS }, () => Math.round(1500 + 400 * random()) / 1000);
  const weight = height.map((m) => Math.round(10 * (90 * m - 90 + 4 * random())) / 10);
  weight[ODD_ROW] = 20;
  height[ODD_ROW] = 1.89;
  weight[HEAVY_ROW] = 88;
  const kind = height.map((m) => (m > 1.7 ? 'tall' : 'small'));
  const seen = height.map((_, row) => new Date(Date.UTC(2020, 0, 1 + (row % 90))));
  return {
    height: height.map((m, row) => (row % 10 === 5 ? NaN : m)),
    weight,
    kind,
    seen: seen.map((day) => day.toISOString().slice(0, 10)),
  };
}

function uniform() {
  let state = 1;
  return () => (state = (state * 16807) % 2147483647) / 2147483647;
}

function measurements() {
  const { height, weight, kind, seen } = cells();
  const text = (name, values) => {
    const different = [...new Set(values)];
    const codes = Uint32Array.from(values, (value) => different.indexOf(value) + 1);
    return { kind: 'text', name, codes, values: different };
  };
  return {
    kind: 'table',
    name: 'measurements.csv',
    rows: ROWS,
    columns: [
      { kind: 'numbers', name: 'height', values: Float64Array.from(height) },
      text('remark', Array(ROWS).fill('none')),
      { kind: 'numbers', name: 'weight', values: Float64Array.from(weight) },
      text('kind', kind),
      text('seen', seen),
    ],
  };
}

const sum = (values) => values.reduce((total, value) => total + value, 0);

test('generate() stores the table and returns its first rows, equal for equal seeds', async () => {
  const first = await look.generate(600, 5, ignore);
  assert.deepEqual(first.columns, ['height', 'weight', 'kind', 'seen']);
  assert.equal(first.rows.length, 50);
  assert.equal(session.generated.kind.length, 600);
  const kept = session.generated;
  assert.deepEqual(
    first.rows[3],
    ['height', 'weight', 'kind', 'seen'].map((c) => kept[c][3]),
  );
  assert.deepEqual(await look.generate(600, 5, ignore), first);
  assert.match(first.rows[0][3], /^2020-0[1-3]-\d\d$/);
});

test('distributions() returns shares for every modelled column and its gaps', async () => {
  const found = await look.distributions();
  assert.deepEqual(
    found.map(({ column }) => column),
    ['height', 'weight', 'kind', 'seen'],
  );
  for (const { real, generated, column } of found) {
    assert.ok(Math.abs(sum(real) - 1) < 1e-9, column);
    assert.ok(Math.abs(sum(generated) - 1) < 1e-9, column);
  }
  const [height, , kind, seen] = found;
  assert.equal(height.missing.real, 0.1);
  assert.ok(Math.abs(height.missing.generated - 0.1) < 0.06, `${height.missing.generated}`);
  assert.equal(kind.missing.real, 0);
  assert.deepEqual([...kind.names].sort(), ['small', 'tall']);
  assert.equal(kind.real[0], measuredShare(kind.names[0]));
  assert.ok(seen.dates);
  assert.ok(seen.edges[0] <= Date.UTC(2020, 0, 1) && seen.edges.at(-1) >= Date.UTC(2020, 2, 30));
});

function measuredShare(name) {
  return cells().kind.filter((kind) => kind === name).length / ROWS;
}

test('associations() finds the associations in the real rows', async () => {
  const { columns, real, generated, rows } = await look.associations(ignore);
  const of = (matrix, a, b) => matrix[columns.indexOf(a) * columns.length + columns.indexOf(b)];
  assert.equal(rows, ROWS);
  assert.ok(of(real, 'height', 'weight') > 0.9);
  assert.ok(of(real, 'kind', 'weight') > 0.7);
  assert.ok(Math.abs(of(real, 'seen', 'weight')) < 0.2);
  assert.equal(of(real, 'height', 'weight'), of(real, 'weight', 'height'));
  assert.ok(of(generated, 'height', 'weight') > 0.5);
});

test('pair() leaves out rows with a gap', async () => {
  const { real } = await look.pair('height', 'weight');
  assert.equal(real.length, 2 * 0.9 * ROWS);
  assert.deepEqual([real[0], real[1]], [cells().height[0], cells().weight[0]]);
});

test('closeness() compares only the modelled columns', async () => {
  const { columnShapes, pairTrends, auc, copies } = await look.closeness();
  assert.ok(columnShapes > 0.7 && columnShapes <= 1);
  assert.ok(pairTrends > 0.6 && pairTrends <= 1);
  assert.ok(auc > 0.4 && auc < 1);
  assert.ok(copies < 0.1);
});

test('a row with contradictory cells is ranked first, and these cells are the reason', async () => {
  const odd = await look.rankOdd(ignore);
  assert.equal(odd.scored, ROWS);
  assert.equal(odd.rows.length, 100);
  assert.equal(odd.rows[0].row, ODD_ROW);
  assert.equal(odd.rows[0].reasons[0].column, 'weight');
  assert.equal(sum(odd.counts), ROWS);
  assert.ok(odd.rows.every(({ score }, i) => i === 0 || score <= odd.rows[i - 1].score));
  assert.equal(session.odd.scores.length, ROWS);
  assert.equal(session.odd.scores[ODD_ROW], odd.rows[0].score);
});

test('a gap is never a reason for a row to be odd', async () => {
  const { rows } = await look.rankOdd(ignore);
  const { reasons } = rows.find(({ row }) => row === HEAVY_ROW);
  assert.equal(reasons[0].column, 'weight');
  assert.ok(reasons.every(({ column }) => column !== 'height'));
});

test('cancel() ends a ranking, and another one can start', async () => {
  const ranking = look.rankOdd(ignore);
  await look.cancel();
  await assert.rejects(ranking, { name: 'AbortError' });
  assert.equal((await look.rankOdd(ignore)).scored, ROWS);
});
