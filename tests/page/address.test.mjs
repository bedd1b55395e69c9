// The page's address: a sample, a lesson and settings, as a link that someone else can open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { hashOf, parseAddress } = await webModule('page/address/address.ts');
const { settingsAsTexts, settingsFromTexts } = await webModule('page/address/setting-coding.ts');
const { defaultSettings } = await webModule('page/training/default-settings.ts');

const summary = {
  kind: 'table',
  name: 'my patients.csv',
  rows: 500,
  notes: [],
  columns: ['name', 'age', 'income'].map((name) => ({ name, type: 'continuous', examples: [] })),
};
const usual = { ...defaultSettings(summary, new Set()), seed: 1 };

const linkOf = (settings, sample = 'penguins', other = usual) =>
  hashOf({ sample, settings: settingsAsTexts(settings, other, sample !== null) });
const read = (hash) => settingsFromTexts(parseAddress(hash).settings, usual);

test('a link has the sample and the settings that differ, and leads back to them', () => {
  const settings = {
    ...usual,
    ...{ latentDim: 2, beta: 0.25, hiddenDims: [64, 32], activation: 'tanh', patience: 0 },
    ...{ learningRate: 0.01, deterministic: true, seed: 7, betaSchedule: 'linear', freeBits: 0.5 },
  };
  const link = linkOf(settings);
  for (const part of ['sample=penguins', 'latentDim=2', 'beta=0.25', 'hiddenDims=64,32', 'seed=7'])
    assert.ok(link.slice(1).split('&').includes(part), `${part} is not in ${link}`);
  assert.doesNotMatch(link, /epochs|validation|threads|decoder/);
  assert.equal(parseAddress(link).sample, 'penguins');
  assert.deepEqual(read(link), { settings, faults: [] });
  assert.equal(linkOf(usual), '#sample=penguins');
});

test('a link of images says the network; one of an older page, without it, is fully connected', () => {
  const images = { kind: 'images', name: 'i.zip', rows: 100, notes: [] };
  const usual = { ...defaultSettings(images, new Set()), seed: 1 };
  const read = (hash) => settingsFromTexts(parseAddress(hash).settings, usual);
  for (const network of ['convolutional', 'fullyConnected']) {
    const settings = { ...usual, network, beta: 4 };
    const link = linkOf(settings, 'digits', usual);
    assert.match(link, new RegExp(`&network=${network}\\b`));
    assert.deepEqual(read(link), { settings, faults: [] });
  }
  assert.equal(linkOf(usual, 'digits', usual), '#sample=digits');
  const { settings, faults } = read('#sample=digits&hiddenDims=200');
  assert.deepEqual([settings.network, settings.hiddenDims, faults], ['fullyConnected', [200], []]);
  assert.match(read('#network=deep').faults[0], /^network: “deep” is none of convolutional, full/);
});

test('a table has no choice of the network', () => {
  const { settings, faults } = read('#network=convolutional&latentDim=3');
  assert.deepEqual(settings, { ...usual, latentDim: 3 });
  assert.deepEqual(faults, ['network: Only a model of images has a choice.']);
});

test('a value that a field may leave empty can be set back to it', () => {
  const images = { ...usual, learningRate: 0.001 };
  const link = linkOf({ ...images, learningRate: null }, 'digits', images);
  assert.equal(link, '#sample=digits&learningRate=');
  const { settings } = settingsFromTexts(parseAddress(link).settings, images);
  assert.equal(settings.learningRate, null);
  assert.deepEqual(read('#hiddenDims=').settings.hiddenDims, []);
});

test('parts that cannot be followed are named, and the others are followed', () => {
  const { settings, faults } = read(
    '#latentDim=3&beta=abc&epochs=0&activation=swish&hiddenDims=8,x&deterministic=perhaps&batchSize=1.5&zoom=2&toString=3&validation=0.2',
  );
  assert.deepEqual(settings, { ...usual, latentDim: 3, validation: 0.2 });
  const expected = [
    /^beta: “abc” is not a number\. Enter a number from 0 to 1000/,
    /^epochs: 0 is too small/,
    /^activation: “swish” is none of relu, gelu/,
    /^hiddenDims: 'x' is not a layer width/,
    /^deterministic: “perhaps” is not a value such as false/,
    /^batchSize: .*whole number/,
    /^zoom: There is no such setting/,
    /^toString: There is no such setting/,
  ];
  assert.equal(faults.length, expected.length, faults.join('\n'));
  for (const [index, sentence] of expected.entries()) assert.match(faults[index], sentence);
  assert.match(parseAddress('#sample=mine').faults[0], /no sample “mine”, but .* penguins/);
  assert.equal(parseAddress('#sample=toString').sample, null);
});

test('the address of other data has no sample, and nothing that may name columns or values', () => {
  const settings = {
    ...usual,
    ...{ latentDim: 4, activation: 'tanh', deterministic: true },
    // Settings of a newer page, which this test does not know.
    ...{ target: 'income', conditions: ['age'], rules: { name: 'Ada' } },
  };
  const other = { ...usual, target: null, conditions: [], rules: null };
  const link = linkOf(settings, null, other);
  const parts = link.slice(1).split('&').sort();
  assert.deepEqual(parts, ['activation=tanh', 'deterministic=true', 'latentDim=4']);
  // Of a sample they are no secret, and a setting without a rule goes there and back.
  const open = linkOf(settings, 'penguins', other);
  const again = settingsFromTexts(parseAddress(open).settings, other);
  assert.deepEqual(again, { settings, faults: [] });
});

test('an address may ask for a lesson', () => {
  assert.equal(parseAddress('#lesson=collapse').lesson, 'collapse');
  assert.deepEqual(parseAddress(''), { lesson: null, sample: null, settings: [], faults: [] });
});
