// What a person asks of generated rows, as the library takes it and as a sentence.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { faultOf, firstLine, waysOf, whereOf, wishesText } =
  await webModule('page/look/wish-lines.ts');
const { dateBound, dateBoundText } = await webModule('page/look/date-bound.ts');

const column = (name, kind, more = {}) => ({
  ...{ name, kind, values: null, whole: false, gaps: false, condition: false },
  ...more,
});
const SEX = column('sex', 'values', { values: ['male', 'female'], gaps: true });
const MASS = column('mass', 'numbers', { minimum: 2700, maximum: 6300, whole: true });
const BILL = column('bill', 'numbers', { minimum: 32.1, maximum: 59.6 });
const YEAR = column('year', 'numbers', {
  ...{ values: [2007, 2008], minimum: 2007, maximum: 2008, whole: true },
});
const SEEN = column('seen', 'dates', { minimum: 0, maximum: Date.UTC(2021, 0, 1) });
const COLUMNS = [SEX, MASS, BILL, YEAR, SEEN];

test('a column can be asked for in the ways that its values allow', () => {
  assert.deepEqual(COLUMNS.map(waysOf), [
    ...[['is', 'oneOf', 'gap'], ['range', 'is'], ['range'], ['is', 'oneOf', 'range'], ['range']],
  ]);
  // A column that the model is given takes any number.
  assert.deepEqual(waysOf({ ...BILL, condition: true }), ['range', 'is']);
});

test('a first line asks for a value or, of a range, for nothing yet', () => {
  assert.deepEqual(whereOf(COLUMNS.map(firstLine), COLUMNS), { sex: 'male', year: 2007 });
});

test('lines become what the library takes', () => {
  const lines = [
    { ...firstLine(SEX), how: 'gap' },
    { ...firstLine(MASS), max: 4000 },
    { ...firstLine(BILL), min: 40, max: 50.5 },
    { ...firstLine(YEAR), how: 'oneOf', values: [2007, 2008] },
    { ...firstLine(SEEN), min: Date.UTC(2020, 1, 3) },
  ];
  const where = whereOf(lines, COLUMNS);
  assert.deepEqual(where, {
    sex: null,
    mass: { max: 4000 },
    bill: { min: 40, max: 50.5 },
    year: { oneOf: [2007, 2008] },
    seen: { min: new Date('2020-02-03T00:00:00Z') },
  });
  assert.equal(
    wishesText({ where, balance: 'sex', withoutGaps: true }),
    'sex is a gap, mass up to 4000, bill from 40 to 50.5, year is 2007 or 2008, ' +
      'seen from 2020-02-03; balanced on sex; without gaps',
  );
  assert.equal(wishesText({ where: {}, balance: null, withoutGaps: false }), '');
});

test('a column named __proto__ is a column', () => {
  const odd = { ...SEX, name: '__proto__' };
  assert.deepEqual(Object.keys(whereOf([firstLine(odd)], [odd])), ['__proto__']);
});

test('lines that no row can meet are named', () => {
  const nothing = { ...firstLine(SEX), how: 'oneOf', values: [] };
  assert.equal(faultOf([firstLine(MASS), nothing]), 'sex: choose at least one value.');
  const crossed = { ...firstLine(MASS), min: 5000, max: 4000 };
  assert.equal(faultOf([crossed]), 'mass: the lower end is above the upper end.');
  assert.equal(
    faultOf([
      { ...crossed, how: 'is' },
      { ...nothing, how: 'is' },
    ]),
    null,
  );
});

test('a day at the upper end counts whole; times and days come back as typed', () => {
  assert.equal(dateBound('2024-02-29', 'min'), Date.UTC(2024, 1, 29));
  assert.equal(dateBound(' 2024-02-29 ', 'max'), Date.UTC(2024, 2, 1) - 1);
  assert.equal(dateBound('2024-02-29 12:30', 'max'), Date.UTC(2024, 1, 29, 12, 30));
  assert.equal(dateBound('', 'min'), null);
  for (const end of ['min', 'max'])
    for (const text of ['2024-02-29', '2024-02-29 12:30', ''])
      assert.equal(dateBoundText(dateBound(text, end), end), text);
});

test('what is not a date is refused with an example', () => {
  for (const text of ['2023-02-29', '29.02.2024', 'soon', '2024-13-01'])
    assert.throws(() => dateBound(text, 'min'), {
      message: `“${text}” is not a date. Enter one such as 2024-01-31.`,
    });
});
