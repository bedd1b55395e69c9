// The gaps of the open table, filled by the model.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { trainedSession } from '../export/support/open-session.mjs';
import { penguins } from '../export/support/penguins.mjs';
import { webModule } from '../web-module.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { cellOf, tableOf } = await webModule('studio/session/dataset.ts');
const ignore = () => {};

/** Gaps where the table has none, in a column that is left out, an identifier and a condition. */
const note = { kind: 'text', name: 'note', values: ['a', 'b'], codes: new Uint32Array(344) };
note.codes.fill(1, 0, 300);
const island = penguins.columns.find(({ name }) => name === 'Island');
const codes = island.codes.map((code, row) => (row === 5 ? 0 : code));
const id = {
  kind: 'text',
  name: 'id',
  values: Array.from({ length: 344 }, (_, row) => `P-${10_000 + row}`),
  codes: Uint32Array.from({ length: 344 }, (_, row) => (row === 9 ? 0 : row + 1)),
};
const data = {
  ...penguins,
  columns: [
    ...penguins.columns.map((column) => (column === island ? { ...island, codes } : column)),
    note,
    id,
  ],
};
const column = (name) => data.columns.find((each) => each.name === name);
const gapsIn = (name) =>
  Array.from({ length: 344 }, (_, row) => row).filter((row) => cellOf(column(name), row) === null);

let session, look;
before(async () => {
  ({ session } = await trainedSession(data, { leftOut: ['note'], conditions: ['Island'] }));
  look = new LookService(session);
});
after(() => session.forgetModel());

test('the gaps of each column are counted, and it is said which of them stay and why', async () => {
  const gaps = await look.gaps();
  const of = (name) => gaps.find((each) => each.column === name);
  assert.deepEqual(of('note'), { column: 'note', gaps: 44, stay: 'left out' });
  assert.deepEqual(of('id'), { column: 'id', gaps: 1, stay: 'identifier' });
  assert.deepEqual(of('Island'), { column: 'Island', gaps: 1, stay: 'condition' });
  assert.deepEqual(of('Sex'), { column: 'Sex', gaps: gapsIn('Sex').length, stay: null });
  assert.equal(of('Species'), undefined);
});

test('the gaps get the values of impute() on the whole table; other cells stay', async () => {
  const shown = await look.fill({ draws: null, seed: 4 }, ignore);
  const whole = await session.model.vae.impute(tableOf(data, ['note']), {
    seed: 4,
    form: 'columns',
  });
  const [cells] = session.filled.draws;
  for (const name of ['Sex', 'Beak Length (mm)', 'Body Mass (g)']) {
    const rows = gapsIn(name);
    assert.ok(rows.length > 1);
    assert.deepEqual([...cells.get(name).keys()], rows);
    assert.deepEqual(
      [...cells.get(name).values()],
      rows.map((row) => whole[name][row]),
    );
  }
  assert.deepEqual([...cells.keys()].sort(), [
    ...['Beak Depth (mm)', 'Beak Length (mm)', 'Body Mass (g)', 'Flipper Length (mm)', 'Sex'],
  ]);
  assert.equal(
    shown.cells,
    [...cells.values()].reduce((sum, { size }) => sum + size, 0),
  );
});

test('the first rows with gaps are shown whole, with the names of what was filled', async () => {
  const { places, columns, rows, filled } = await look.fill({ draws: null, seed: 4 }, ignore);
  const first = gapsIn('Sex')[0];
  assert.equal(places[0], first);
  assert.ok(filled[0].includes('Sex'));
  for (const [index, name] of columns.entries()) {
    const cell = rows[0][index];
    if (filled[0].includes(name)) assert.notEqual(cell, null, name);
    else assert.equal(cell, cellOf(column(name), first), name);
  }
});

test('several draws differ, and each can be looked at', async () => {
  const first = await look.fill({ draws: 5, seed: 4 }, ignore);
  const lengths = new Set([first, ...(await others(1, 2, 3, 4))].map(({ rows }) => String(rows)));
  assert.ok(lengths.size > 1);
  await assert.rejects(look.filledRows(5), /There is no draw 6/);
});

const others = (...draws) => Promise.all(draws.map((draw) => look.filledRows(draw)));

test('filling can be cancelled, and there is nothing to see before it', async () => {
  session.filled = null;
  await assert.rejects(look.filledRows(0), /not been filled yet/);
  const filling = look.fill({ draws: 50, seed: 1 }, ignore);
  await look.cancel();
  await assert.rejects(filling, { name: 'AbortError' });
  assert.equal(session.filled, null);
});

test('a table without gaps in the model’s columns says so', async (t) => {
  const columns = [penguins.columns[0], penguins.columns[1]];
  const { session } = await trainedSession({ ...penguins, columns });
  t.after(() => session.forgetModel());
  const look = new LookService(session);
  assert.deepEqual(await look.gaps(), []);
  await assert.rejects(look.fill({ draws: null, seed: 1 }, ignore), /no gaps to fill/);
});

test('gaps that a replaced model has filled are none of the next one', async (t) => {
  const { session } = await trainedSession(penguins);
  const { session: next } = await trainedSession(penguins);
  t.after(() => [session, next].forEach((each) => each.forgetModel()));
  const replace = ({ fraction }) => {
    if (fraction < 1) return;
    session.forgetModel();
    session.model = next.model;
  };
  const filling = new LookService(session).fill({ draws: null, seed: 1 }, replace);
  await assert.rejects(filling, { name: 'AbortError' });
  assert.equal(session.filled, null);
});
