import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { parseHiddenLayers } = await webModule('page/training/hidden-layers.ts');
const { defaultSettings } = await webModule('page/training/default-settings.ts');

test('hidden layers are a list of widths, possibly empty', () => {
  assert.deepEqual(parseHiddenLayers('128, 64'), [128, 64]);
  assert.deepEqual(parseHiddenLayers(' 400 '), [400]);
  assert.deepEqual(parseHiddenLayers('30 20;10'), [30, 20, 10]);
  assert.deepEqual(parseHiddenLayers(''), []);
});

test('an invalid width is named', () => {
  assert.throws(() => parseHiddenLayers('128, x'), /'x' is not a layer width: .*such as 128, 128/);
  assert.throws(() => parseHiddenLayers('128,, 64'), /'' is not a layer width/);
  assert.throws(() => parseHiddenLayers('0'), /'0' is not a layer width/);
  assert.throws(() => parseHiddenLayers('1.5'), /'1.5' is not a layer width/);
  assert.throws(() => parseHiddenLayers('1 2 3 4 5 6 7 8 9'), /up to 8 hidden layers/);
});

const column = (name, more = {}) => ({ name, type: 'number', missing: 0, examples: [], ...more });
const table = (rows, columns) => ({ kind: 'table', name: 't.csv', rows, notes: [], columns });

test('a table gets the library’s defaults; what follows its rows is left to the library', () => {
  const columns = ['a', 'b', 'c'].map((name) => column(name));
  const small = defaultSettings(table(320, columns), new Set());
  assert.deepEqual(
    [small.latentDim, small.hiddenDims, small.epochs, small.validation],
    [10, [256, 256], 300, 0.1],
  );
  assert.deepEqual([small.learningRate, small.batchSize, small.patience], [null, null, null]);
});

test('a table with two columns to learn gets two latent dimensions', () => {
  const unlearnt = [column('c', { type: null }), column('e', { type: 'identifier' })];
  const columns = [column('a'), column('b'), ...unlearnt, column('d')];
  assert.equal(defaultSettings(table(300, columns), new Set(['d'])).latentDim, 2);
  assert.equal(defaultSettings(table(300, columns), new Set()).latentDim, 10);
});

test('few rows get no held-out share', () => {
  assert.equal(defaultSettings(table(19, [column('a')]), new Set()).validation, 0);
});

test('images get a convolutional network, and tables have no choice of one', () => {
  const images = { kind: 'images', name: 'i.zip', rows: 100, notes: [] };
  assert.equal(defaultSettings(images, new Set()).network, 'convolutional');
  assert.ok(!('network' in defaultSettings(table(100, [column('a')]), new Set())));
});

test('few images get more epochs, many get 20', () => {
  const images = (rows) => ({ kind: 'images', name: 'i.zip', rows, notes: [] });
  const epochs = (rows) => defaultSettings(images(rows), new Set()).epochs;
  assert.equal(epochs(60_000), 20);
  assert.ok(epochs(1000) > 50);
  assert.ok(epochs(10) <= 500);
});
