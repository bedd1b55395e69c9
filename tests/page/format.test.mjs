import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { cellNumber, number } = await webModule('page/ui/format.ts');
const { settingText } = await webModule('page/settings/setting-texts.ts');

test('a cell shows all the digits that the file has', () => {
  assert.equal(cellNumber(123456.78), '123456.78');
  assert.equal(cellNumber(7700000), '7700000');
  assert.equal(cellNumber(39.1), '39.1');
  assert.equal(cellNumber(1234567.891234), '1234568');
  assert.equal(cellNumber(-13.7, ','), '-13,7');
});

test('a figure has at least four digits, and a whole number has no extra ones', () => {
  assert.equal(number(0.031249), '0.03125');
  assert.equal(number(123456.78), '123,457');
  assert.equal(number(-7700123), '-7,700,123');
});

test('a setting that the engine chooses is said to be automatic', () => {
  assert.equal(settingText('threads', 0), 'automatic');
  assert.equal(settingText('threads', 2), '2');
  assert.equal(settingText('freeBits', 0), '0');
});

test('a year has no separator', () => {
  assert.equal(number(2007), '2007');
  assert.equal(number(9999.6), '10,000');
});
