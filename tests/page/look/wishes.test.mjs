// Generated rows as one wants them, by the look service.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { trainedSession } from '../export/support/open-session.mjs';
import { penguins } from '../export/support/penguins.mjs';
import { webModule } from '../web-module.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { NO_WISHES } = await webModule('contract/wishes.ts');
const ignore = () => {};

let session, look;
before(async () => {
  ({ session } = await trainedSession(penguins, { conditions: ['Island'] }));
  look = new LookService(session);
});
after(() => session.forgetModel());

const cellsOf = (name) => session.generated[name];
const wishes = (some) => ({ ...NO_WISHES, ...some });

test('wishes can name the columns with their values, bounds and gaps', async () => {
  const columns = new Map((await look.wishColumns()).map((column) => [column.name, column]));
  const { values, condition, gaps } = columns.get('Island');
  assert.deepEqual([...values].sort(), ['Biscoe', 'Dream', 'Torgersen']);
  assert.deepEqual([condition, gaps], [true, false]);
  assert.equal(columns.get('Sex').gaps, true);
  assert.equal(columns.get('Sex').condition, false);
  const mass = columns.get('Body Mass (g)');
  assert.deepEqual([mass.kind, mass.minimum, mass.maximum], ['numbers', 2700, 6300]);
});

test('numbers and dates of the columns are written as the file has them', async (t) => {
  const seen = {
    ...{ kind: 'text', name: 'seen' },
    values: Array.from({ length: 20 }, (_, day) => `${day + 10}.03.2021`),
    codes: Uint32Array.from({ length: 344 }, (_, row) => 1 + ((row * 7) % 20)),
  };
  const { session } = await trainedSession({ ...penguins, columns: [...penguins.columns, seen] });
  t.after(() => session.forgetModel());
  const reading = { decimal: ',', thousands: '.' };
  session.summary = { kind: 'table', reading };
  const columns = new Map(
    (await new LookService(session).wishColumns()).map((column) => [column.name, column]),
  );
  assert.deepEqual(columns.get('Body Mass (g)').marks, reading);
  assert.equal(columns.get('Island').marks, undefined);
  const { form, whole } = columns.get('seen');
  assert.deepEqual([form, whole], ['DD.MM.YYYY', true]);
});

test('identifiers, constants and columns left out are none that wishes can name', async (t) => {
  const id = Float64Array.from({ length: 344 }, (_, row) => 10_000 + row);
  const columns = [
    ...penguins.columns.slice(0, 3),
    { kind: 'numbers', name: 'id', values: id },
    { kind: 'numbers', name: 'one', values: new Float64Array(344).fill(1) },
  ];
  const { session } = await trainedSession({ ...penguins, columns }, { leftOut: ['Species'] });
  t.after(() => session.forgetModel());
  const found = await new LookService(session).wishColumns();
  assert.deepEqual(
    found.map(({ name }) => name),
    [columns[1].name, columns[2].name],
  );
});

test('every generated row has the values that were wished for', async () => {
  const where = { Island: 'Dream', 'Body Mass (g)': { min: 3500, max: 4500 }, Sex: 'FEMALE' };
  const { rows } = await look.generate(40, 3, ignore, wishes({ where }));
  assert.equal(rows.length, 40);
  assert.ok(cellsOf('Island').every((cell) => cell === 'Dream'));
  assert.ok(cellsOf('Sex').every((cell) => cell === 'FEMALE'));
  assert.ok(cellsOf('Body Mass (g)').every((mass) => mass >= 3500 && mass <= 4500));
});

test('balanced rows have each value equally often, and rows without gaps have none', async () => {
  await look.generate(60, 3, ignore, wishes({ balance: 'Species', withoutGaps: true }));
  const counts = ['Adelie', 'Chinstrap', 'Gentoo'].map(
    (species) => cellsOf('Species').filter((cell) => cell === species).length,
  );
  assert.deepEqual(counts, [20, 20, 20]);
  for (const cells of Object.values(session.generated)) assert.ok(!cells.includes(null));
});

test('too few matching rows are said in words for people, with the way out', async () => {
  // No row of the table has both; the model hardly ever makes one.
  const where = { 'Body Mass (g)': { min: 6290 }, 'Flipper Length (mm)': { max: 173 } };
  const seen = [];
  await assert.rejects(
    look.generate(100, 3, ({ what }) => seen.push(what), wishes({ where })),
    ({ message }) => {
      assert.match(message, /^The model found only \d+ of 100 matching rows in 100,000 draws\. /);
      assert.match(message, /Condition on/);
      assert.doesNotMatch(message, /maxDraws|TableVAE|generate\(\)/);
      return true;
    },
  );
  assert.match(seen.at(-1), /^Generating rows: \d+ of [\d,]+ drawn rows match$/);
});

test('drawing rows that hardly ever match can be cancelled', async () => {
  const where = { 'Body Mass (g)': { min: 6290 }, 'Flipper Length (mm)': { max: 173 } };
  const making = look.generate(1000, 3, ignore, wishes({ where }));
  await look.cancel();
  await assert.rejects(making, { name: 'AbortError' });
});
