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
    wishesText({ where, balance: 'sex', withoutGaps: true }, COLUMNS),
    'sex is a gap, mass up to 4000, bill from 40 to 50.5, year is 2007 or 2008, ' +
      'seen from 2020-02-03; balanced on sex; without gaps',
  );
  assert.equal(wishesText({ where: {}, balance: null, withoutGaps: false }, COLUMNS), '');
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

test('what is asked is said with the marks of the file and its form of dates', () => {
  const where = { bill: { max: 12000.5 }, seen: { min: new Date('2020-02-03T00:00:00Z') } };
  const columns = [
    { ...BILL, marks: { decimal: ',', thousands: '.' } },
    { ...SEEN, form: 'DD.MM.YYYY', whole: true },
  ];
  assert.equal(
    wishesText({ where, balance: null, withoutGaps: false }, columns),
    'bill up to 12.000,5, seen from 03.02.2020',
  );
});

test('a day at the upper end counts whole; times and days come back as typed', () => {
  assert.equal(dateBound('2024-02-29', 'min', SEEN), Date.UTC(2024, 1, 29));
  assert.equal(dateBound(' 2024-02-29 ', 'max', SEEN), Date.UTC(2024, 2, 1) - 1);
  assert.equal(dateBound('2024-02-29 12:30', 'max', SEEN), Date.UTC(2024, 1, 29, 12, 30));
  assert.equal(dateBound('', 'min', SEEN), null);
  const times = { form: 'HH:MM', whole: false };
  assert.equal(dateBound('7:30', 'max', times), 27_000_000);
  assert.equal(dateBoundText(27_000_000, 'max', times), '07:30');
  assert.equal(dateBoundText(dateBound('23:59:59', 'min', times), 'min', times), '23:59:59');
  assert.throws(() => dateBound('25:00', 'min', times), /“25:00” is not a time of day/);
  for (const [form, texts] of [
    [undefined, ['2024-02-29', '2024-02-29 12:30', '2024-02-29 12:30:05', '']],
    ['DD.MM.YYYY', ['29.02.2024', '29.02.2024 12:30', '']],
    ['DD/MM/YYYY HH:MM', ['03/04/2024', '03/04/2024 12:30']],
    ['YYYYMMDD', ['20240229']],
    ['M/D/YYYY', ['4/3/2024', '12/31/2024']],
    // Forms with names of months and those of programs are typed in ISO 8601.
    ['Month D, YYYY h:MM AM', ['2024-05-03', '2024-05-03 13:30']],
    ['Date', ['2024-05-03']],
  ]) {
    const column = { ...SEEN, ...(form && { form }) };
    for (const end of ['min', 'max'])
      for (const text of texts)
        assert.equal(dateBoundText(dateBound(text, end, column), end, column), text);
  }
});

test('dates are read as the file has them, and in ISO 8601', () => {
  const third = Date.UTC(2024, 3, 3);
  for (const [form, texts] of [
    ['DD.MM.YYYY', ['03.04.2024', '3.4.2024', '2024-04-03']],
    ['DD/MM/YYYY', ['03/04/2024', '2024-04-03']],
    ['MM/DD/YYYY', ['04/03/2024', '2024-04-03']],
    ['DD.MM.YY', ['03.04.24', '2024-04-03']],
  ])
    for (const text of texts) assert.equal(dateBound(text, 'min', { form }), third, text);
});

test('the last day of dates without a time of day has none', () => {
  const last = Date.UTC(2026, 5, 29);
  assert.equal(dateBoundText(last, 'max', { whole: true }), '2026-06-29');
  assert.equal(dateBoundText(last, 'max', { form: 'DD.MM.YYYY', whole: true }), '29.06.2026');
  assert.equal(dateBoundText(last, 'max', { whole: false }), '2026-06-29 00:00');
});

test('what is not a date, or could be two, is refused with an example', () => {
  const says = (text, column, example) =>
    assert.throws(() => dateBound(text, 'min', column), {
      message: `“${text}” is not a date. Enter one such as ${example}.`,
    });
  for (const text of ['2023-02-29', '03/04/2024', '01.02.24', 'soon', '2024-13-01'])
    says(text, SEEN, '2024-01-31');
  for (const text of ['30.02.2024', '03/04/2024', '1,5'])
    says(text, { ...SEEN, form: 'DD.MM.YYYY' }, '31.01.2024');
});
