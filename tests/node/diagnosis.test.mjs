import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from '../../build/js/findings.js';
import { refused } from './support/failures.mjs';
import { data, FEATURES, trainedModel } from './support/models.mjs';

/**
 * 600 x 6: two factors and noise of its own for each column, all exactly uncorrelated, since cosines
 * of different frequencies are orthogonal; so nothing is left for a third factor.
 */
function twoFactors() {
  const frequencies = [7, 11, 23, 41, 59, 83, 101, 127];
  const wave = (i, k) => Math.SQRT2 * Math.cos((2 * Math.PI * frequencies[k] * i) / 600);
  const weights = [
    [1, 0.2, -0.8, 0.5, 0.1, -0.9],
    [0.1, 1, 0.5, -0.7, 0.9, 0.3],
  ];
  return Float64Array.from({ length: 600 * 6 }, (_, at) => {
    const [i, j] = [Math.floor(at / 6), at % 6];
    return weights[0][j] * wave(i, 0) + weights[1][j] * wave(i, 1) + 0.3 * wave(i, 2 + j);
  });
}

const linear = { hiddenDims: [], batchSize: 600, learningRate: 3e-3, epochs: 3000 };

test('two factors in eight dimensions: six are dead, and named', async (t) => {
  const rows = twoFactors();
  const model = await trainedModel(t, { ...linear, latentDim: 8 }, rows, 6);
  const { activeUnits, activity, klPerDimension, findings: found } = await model.diagnose(rows);
  const dead = [...activity.keys()].filter((j) => activity[j] <= 0.01);
  assert.equal(activeUnits, 2, String(activity));
  assert.equal(dead.length, 6);
  assert.deepEqual(
    found.map(({ code, dimensions }) => ({ code, dimensions })),
    [{ code: 'dead-dimensions', dimensions: dead }],
  );
  assert.match(found[0].message, /^6 latent dimensions of 8 are not used: .*latentDim: 2/);
  assert.ok(
    dead.every((j) => klPerDimension[j] < 0.05),
    String(klPerDimension),
  );

  const { kl } = await model.evaluate(rows);
  const sum = klPerDimension.reduce((total, x) => total + x, 0);
  assert.ok(Math.abs(sum - kl) < 1e-4, `${sum} is not ${kl}`);
});

test('a healthy model has no findings', async (t) => {
  const rows = twoFactors();
  const model = await trainedModel(t, { ...linear, latentDim: 2 }, rows, 6);
  const { activeUnits, findings: found } = await model.diagnose(rows);
  assert.deepEqual({ activeUnits, found }, { activeUnits: 2, found: [] });
});

test('a model that ignores its latents is named as collapsed', async (t) => {
  const rows = twoFactors();
  const model = await trainedModel(t, { ...linear, latentDim: 3, beta: 100 }, rows, 6);
  const { activeUnits, findings: found } = await model.diagnose(rows);
  assert.equal(activeUnits, 0);
  assert.equal(found[0].code, 'collapsed-posterior');
  assert.deepEqual(found[0].dimensions, [0, 1, 2]);
});

test('a column that the model copies exactly is named', () => {
  const [found, ...others] = findings({ ...nothing(), columnsAtBound: [2, 5] });
  assert.deepEqual(others, []);
  assert.equal(found.code, 'variance-at-bound');
  assert.deepEqual(found.columns, [2, 5]);
  assert.match(found.message, /2 columns is at its bound: 2, 5/);
});

test('over-fitting is a held-out loss that rises while the training loss falls', () => {
  const epochs = [...Array(30).keys()];
  const training = (epoch) => 5 + 10 / (epoch + 1);
  const codes = (heldOut) =>
    findings({ ...nothing(), history: records(epochs, training, heldOut) }).map(({ code }) => code);
  assert.deepEqual(
    codes((epoch) => 6 + 10 / (epoch + 1)),
    [],
  );
  assert.deepEqual(
    codes((epoch) => 6 + 10 / (epoch + 1) + 0.1 * epoch),
    ['over-fitting'],
  );
  assert.deepEqual(codes(undefined), []);
});

test('a training loss that swings or rises asks for a smaller learning rate', () => {
  const epochs = [...Array(20).keys()];
  const codes = (training) =>
    findings({ ...nothing(), history: records(epochs, training) }).map(({ code }) => code);
  assert.deepEqual(
    codes((epoch) => 10 / (epoch + 1) + 0.01 * (epoch % 2)),
    [],
  );
  assert.deepEqual(
    codes((epoch) => 10 / (epoch + 1) + 3 * (epoch % 2)),
    ['high-learning-rate'],
  );
  assert.deepEqual(
    codes((epoch) => Math.abs(epoch - 10)),
    ['high-learning-rate'],
  );
});

test('diagnose() refuses what other reads refuse', async (t) => {
  const model = await trainedModel(t);
  await refused(model, () => model.diagnose([[1, 2]]), 'ERR_DATA_SHAPE', /2 features/);
  await refused(
    model,
    () => model.diagnose(data, { seed: 1 }),
    'ERR_OPTION',
    /diagnose\(\) has no/,
  );
  const { activity } = await model.diagnose(data.subarray(0, FEATURES));
  assert.deepEqual(Array.from(activity), [0, 0], 'one row does not vary');
});

function nothing() {
  return {
    activity: Float64Array.of(1, 1),
    klPerDimension: Float64Array.of(1, 1),
    columnsAtBound: [],
    history: [],
  };
}

function records(epochs, training, heldOut) {
  const losses = (loss) => ({ loss, reconstruction: loss, kl: 0 });
  return epochs.map((epoch) => ({
    ...losses(training(epoch)),
    ...(heldOut && { validation: losses(heldOut(epoch)) }),
  }));
}
