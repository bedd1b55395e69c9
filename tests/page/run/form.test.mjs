import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageModule } from './support/studio.mjs';

const { parseHiddenLayers } = await pageModule('page/training/hidden-layers.ts');
const { defaultSettings } = await pageModule('page/training/default-settings.ts');

test('hidden layers are widths, or none', () => {
  assert.deepEqual(parseHiddenLayers('128, 64'), [128, 64]);
  assert.deepEqual(parseHiddenLayers(' 400 '), [400]);
  assert.deepEqual(parseHiddenLayers('30 20;10'), [30, 20, 10]);
  assert.deepEqual(parseHiddenLayers(''), []);
});

test('what is no hidden layer is named', () => {
  assert.throws(() => parseHiddenLayers('128, x'), /'x' is no width: .*such as 128, 128/);
  assert.throws(() => parseHiddenLayers('128,, 64'), /'' is no width/);
  assert.throws(() => parseHiddenLayers('0'), /'0' is no width/);
  assert.throws(() => parseHiddenLayers('1.5'), /'1.5' is no width/);
  assert.throws(() => parseHiddenLayers('1 2 3 4 5 6 7 8 9'), /up to 8 hidden layers/);
});

const column = (name, more = {}) => ({ name, type: 'number', missing: 0, examples: [], ...more });
const table = (rows, columns) => ({ kind: 'table', name: 't.csv', rows, notes: [], columns });

test('a table begins with the defaults of the library, patience by its batches too', () => {
  const columns = ['a', 'b', 'c'].map((name) => column(name));
  const small = defaultSettings(table(320, columns), new Set());
  assert.deepEqual(
    [small.latentDim, small.hiddenDims, small.epochs, small.validation, small.patience],
    [10, [128, 128], 300, 0.1, 200],
  );
  assert.equal(defaultSettings(table(50_000, columns), new Set()).patience, 50);
});

test('a table of two columns that are used begins with two latent dimensions', () => {
  const columns = [column('a'), column('b'), column('c', { type: null }), column('d')];
  assert.equal(defaultSettings(table(300, columns), new Set(['d'])).latentDim, 2);
  assert.equal(defaultSettings(table(300, columns), new Set()).latentDim, 10);
});

test('of few rows none are held out, and nothing waits for them', () => {
  const { validation, patience } = defaultSettings(table(19, [column('a')]), new Set());
  assert.deepEqual([validation, patience], [0, 0]);
});

test('few images have more epochs, many have 20', () => {
  const images = (rows) => ({ kind: 'images', name: 'i.zip', rows, notes: [] });
  const epochs = (rows) => defaultSettings(images(rows), new Set()).epochs;
  assert.equal(epochs(60_000), 20);
  assert.ok(epochs(1000) > 50);
  assert.ok(epochs(10) <= 500);
});
