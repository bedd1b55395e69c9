import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { numberText, parseNumber } = await webModule('page/ui/number-text.ts');

const share = { minimum: 0, maximum: 0.9, whole: false };
const rate = { minimum: 1e-7, maximum: 1, whole: false };
const beta = { minimum: 0, maximum: 1000, whole: false };
const epochs = { minimum: 1, maximum: 1_000_000, whole: true };

test('the decimal sign is a point or a comma', () => {
  for (const text of ['0.01', '0,01', '.01', ',01', ' 1e-2 ', '1E-2', '+0.010'])
    assert.equal(parseNumber(text, rate), 0.01, text);
  assert.equal(parseNumber('2,25', beta), 2.25);
  assert.equal(parseNumber('5.', beta), 5);
});

test('whole numbers may have thousands apart', () => {
  for (const text of ['1000', '1,000', '1 000', '1\u202f000', '1e3'])
    assert.equal(parseNumber(text, epochs), 1000, text);
  assert.equal(parseNumber('1,000,000', epochs), 1_000_000);
});

test('a wrong text is said to be wrong, with what is accepted', () => {
  const says = (text, limits, sentence) =>
    assert.throws(() => parseNumber(text, limits), { message: sentence });
  const range = 'Enter a whole number from 1 to 1,000,000.';
  says('', epochs, `The field is empty. ${range}`);
  says('0', epochs, `0 is too small. ${range}`);
  says('-3', epochs, `-3 is too small. ${range}`);
  says('1,000,001', epochs, `1,000,001 is too large. ${range}`);
  says('2.5', epochs, `“2.5” is not a whole number. ${range}`);
  says('1.000', epochs, `“1.000” is not a whole number. ${range}`);
  says('1,00', epochs, `“1,00” is not a whole number. ${range}`);
  says('ten', epochs, `“ten” is not a number. ${range}`);
  says('1', share, '1 is too large. Enter a number from 0 to 0.9.');
  says('1e-8', rate, '1e-8 is too small. Enter a number from 1e-7 to 1.');
  says('0.1.2', share, '“0.1.2” is not a number. Enter a number from 0 to 0.9.');
  says('Infinity', beta, '“Infinity” is not a number. Enter a number from 0 to 1000.');
  says('1,000', beta, '“1,000” can be read as 1 or as 1000. Enter a number from 0 to 1000.');
});

test('only a field with a default may be empty', () => {
  const patience = { minimum: 0, maximum: 10, whole: true, empty: 'automatic' };
  assert.equal(parseNumber('  ', patience), null);
  assert.throws(() => parseNumber('11', patience), {
    message:
      '11 is too large. Enter a whole number from 0 to 10, or leave the field empty for automatic.',
  });
});

const price = { minimum: 0, maximum: 20_000.5, whole: false };
const german = { decimal: ',', thousands: '.' };

test('numbers are read as the file has them, and as programs write them', () => {
  const reads = (marks, whole, texts) => {
    for (const [text, value] of Object.entries(texts))
      assert.equal(parseNumber(text, { ...price, whole, marks }), value, text);
  };
  const fraction = { '1.500,50': 1500.5, '1500,5': 1500.5, 1500.5: 1500.5, 0.125: 0.125 };
  reads(german, false, { ...fraction, '1.500': 1500, '1,500': 1.5, 1.5: 1.5, '1 500,5': 1500.5 });
  reads({ decimal: ',', thousands: '' }, false, { ...fraction, '1,500': 1.5 });
  reads({ decimal: ',', thousands: '' }, true, { '1.500': 1500, 1500: 1500 });
  reads({ decimal: '.', thousands: ',' }, false, { '1,500': 1500, '1,500.5': 1500.5, 1.5: 1.5 });
});

test('what the marks of the file leave open is refused, in its form', () => {
  const says = (text, limits, sentence) =>
    assert.throws(() => parseNumber(text, { ...price, ...limits }), { message: sentence });
  const comma = { decimal: ',', thousands: '' };
  const range = 'Enter a number from 0 to 20000,5.';
  says('1.500', { marks: comma }, `“1.500” can be read as 1,5 or as 1500. ${range}`);
  says('30.000', { marks: german }, '30.000 is too large. Enter a number from 0 to 20.000,5.');
  says(
    '1.500.50',
    { marks: german },
    '“1.500.50” is not a number. Enter a number from 0 to 20.000,5.',
  );
  const whole = { marks: german, whole: true, maximum: 20_000 };
  says('1,500', whole, '“1,500” is not a whole number. Enter a whole number from 0 to 20.000.');
});

test('a number is written as the file has it, and is read back', () => {
  for (const [value, text] of [
    [2007, '2007'],
    [12_000.5, '12.000,5'],
    [-1_234_567, '-1.234.567'],
    [1.5e-7, '1,5e-7'],
  ]) {
    assert.equal(numberText(value, german), text);
    const all = { minimum: -Infinity, maximum: Infinity, whole: false, marks: german };
    assert.equal(parseNumber(text, all), value);
  }
  assert.equal(numberText(12_000.5), '12000.5');
});
