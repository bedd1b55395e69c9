import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { parseNumber } = await webModule('page/ui/number-text.ts');

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
