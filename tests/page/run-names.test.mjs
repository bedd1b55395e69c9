import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { defaultRunName, runName } = await webModule('page/runs/run-name.ts');
const { defaultSettings } = await webModule('page/training/default-settings.ts');
const { lossesNote } = await webModule('page/runs/comparable-losses.ts');
const { resultRows, settingRows } = await webModule('page/runs/comparison-rows.ts');

const summary = {
  ...{ kind: 'table', name: 'penguins.csv', rows: 344, notes: [] },
  columns: ['a', 'b', 'c'].map((name) => ({ name, type: 'continuous', examples: [] })),
};
const usual = defaultSettings(summary, new Set());
const run = (settings = {}, more = {}) => ({
  ...{ name: null, summary, begun: new Date(2026, 10, 30, 14, 2).getTime(), leftOut: [] },
  ...{ settings: { ...usual, ...settings }, measured: null, ...more },
});

test('a run is called by its data, when it began, and the settings that are not the usual ones', () => {
  assert.equal(runName(run({ seed: 7 })), 'penguins.csv, Nov 30, 14:02');
  // A value that is written out differs from none only if it is another.
  const name = runName(run({ beta: 4, betaEpochs: 9, freeBits: 0, decoder: 'independent' }));
  for (const part of ['beta 4', 'decoder independent']) assert.ok(name.includes(`, ${part}`), name);
  assert.doesNotMatch(name, /free bits|seed|beta epochs/);
  const many = { beta: 4, latentDim: 2, epochs: 9, activation: 'tanh', patience: 3, validation: 0 };
  assert.match(runName(run(many)), /, 4 more$/);
  const long = runName(run({ conditions: ['a'.repeat(200)] }));
  assert.match(long, /, condition on a+…$/);
  assert.ok(long.length < 70, long);
  assert.equal(runName(run({ beta: 4 }, { name: 'mine' })), 'mine');
  assert.match(defaultRunName(run({ beta: 4 }, { name: 'mine' })), /beta 4$/);
});

const pictures = { kind: 'images', name: 'shapes.zip', rows: 500, notes: [] };
const ofImages = (settings) => {
  const usualOfImages = defaultSettings(pictures, new Set());
  return run({}, { summary: pictures, settings: { ...usualOfImages, seed: 1, ...settings } });
};

test('runs of images that an older page has kept are said to be fully connected', () => {
  assert.equal(runName(ofImages({})), 'shapes.zip, Nov 30, 14:02');
  const old = ofImages({ network: undefined });
  assert.equal(runName(old), 'shapes.zip, Nov 30, 14:02, network fully connected');
  const rows = settingRows([ofImages({}), old]).filter(({ differs }) => differs);
  assert.deepEqual(
    rows.map(({ name, values }) => [name, ...values]),
    [
      ['Network', 'convolutional', 'fully connected'],
      ['Hidden layers', 'not used', '400'],
    ],
  );
});

test('runs are compared by their settings, differing ones first, and by their last figures', () => {
  const runs = [
    run({ beta: 4, seed: 1 }),
    run({ decoder: 'autoregressive', seed: 1 }, { leftOut: ['a'] }),
  ];
  const rows = settingRows(runs);
  const differing = rows.filter(({ differs }) => differs);
  assert.deepEqual(
    differing.map(({ name, values }) => [name, ...values]),
    [
      ['Beta', '4', '1'],
      ['Columns left out', 'none', 'a'],
    ],
  );
  assert.deepEqual(rows.slice(0, 2), differing);
  // Settings without effect are not listed.
  const idle = ['Beta epochs', 'Warm-up epochs', 'Network'];
  assert.ok(!rows.some(({ name }) => idle.includes(name)));
  const warm = settingRows([run({ betaSchedule: 'linear' }), run()]);
  const epochs = warm.find(({ name }) => name === 'Beta epochs');
  assert.deepEqual(epochs.values, ['20', 'not used']);
  assert.ok(rows.some(({ name, values }) => name === 'Learning rate' && values[0] === 'automatic'));

  const closeness = { columnShapes: 0.96, pairTrends: null, auc: 0.75, rules: 2, brokenRules: [['a']], copies: 0 }; // prettier-ignore
  const measured = { epochs: 3, closeness };
  const epoch = (epoch, loss) => ({
    epoch,
    loss,
    reconstruction: 1.5,
    kl: 0.5,
    validation: { loss: loss + 1 },
  });
  const history = [epoch(1, 2), epoch(2, 1)];
  const results = resultRows(
    [{ ...runs[0], measured }, runs[1]],
    [
      { history, bestEpoch: 1 },
      { history: [], bestEpoch: null },
    ],
  );
  const of = (name) => results.find((row) => row.name === name).values;
  // Of the weights in use: those of the best epoch.
  assert.deepEqual(of('Losses of epoch'), ['1', '–']);
  assert.deepEqual(of('Loss'), ['2', '–']);
  assert.deepEqual(of('Held-out loss'), ['3', '–']);
  assert.deepEqual(of('Similarity of columns'), ['96 %', '–']);
  assert.deepEqual(of('Similarity of pairs'), ['–', '–']);
  assert.deepEqual(of('Broken rules'), ['1 of 2', '–']);
});

test('a comparison says why losses are not comparable', () => {
  assert.equal(lossesNote([run({ seed: 1 }), run({ seed: 2, latentDim: 3 })]), null);
  const conditioned = run({ conditions: ['a'] });
  assert.match(
    lossesNote([run(), conditioned]),
    /^The losses .* not comparable.*different columns/,
  );
  assert.match(lossesNote([run(), run({}, { leftOut: ['a'] })]), /different columns/);
  assert.equal(lossesNote([run({}, { leftOut: ['a', 'b'] }), run({}, { leftOut: ['b', 'a'] })]), null); // prettier-ignore
  assert.match(lossesNote([run(), run({ validation: 0.3 })]), /different rows/);
  assert.match(lossesNote([run(), run({ sampleRows: 100 })]), /different rows/);
  assert.match(lossesNote([run(), run({ beta: 4 })]), /weigh the KL divergence differently/);
  const networks = (channels) => {
    const summary = { ...pictures, shape: { width: 8, height: 8, channels } };
    const each = (network) => run({ network }, { summary });
    return lossesNote([each('convolutional'), each('fullyConnected')]);
  };
  assert.equal(networks(1), null);
  assert.match(networks(3), /another likelihood of colours/);
});
