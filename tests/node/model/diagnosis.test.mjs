import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findings } from '../../../build/js/model/findings.js';
import { twoFactors } from '../support/data.mjs';
import { refused } from '../support/failures.mjs';
import { data, FEATURES, trainedModel } from '../support/models.mjs';

const linear = { hiddenDims: [], batchSize: 600, learningRate: 3e-3, epochs: 3000 };

test('with two factors in eight dimensions, six are named as dead', async (t) => {
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

test('a model that ignores its latents is reported as collapsed', async (t) => {
  const rows = twoFactors();
  const model = await trainedModel(t, { ...linear, latentDim: 3, beta: 100 }, rows, 6);
  const { activeUnits, findings: found } = await model.diagnose(rows);
  assert.equal(activeUnits, 0);
  assert.equal(found[0].code, 'collapsed-posterior');
  assert.deepEqual(found[0].dimensions, [0, 1, 2]);
});

test('a column that the model copies exactly is reported', () => {
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

test('a training loss that swings or rises leads to advice to lower the learning rate', () => {
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

/** Beta's schedule changes the loss, while the KL divergence stays and the reconstruction falls. */
const warming = (betaOf) =>
  [...Array(30).keys()].map((epoch) => {
    const [reconstruction, kl, beta] = [10 / (epoch + 1), 20, betaOf(epoch)];
    return { epoch: epoch + 1, loss: reconstruction + beta * kl, reconstruction, kl, beta };
  });

test('a changing beta is not mistaken for a high learning rate', () => {
  const codes = (history) => findings({ ...nothing(), history }).map(({ code }) => code);
  const linear = (epochs) => warming((epoch) => Math.min(1, epoch / epochs));
  for (const objective of ['elbo', 'iwae'])
    for (const history of [linear(40), linear(25), linear(10), warming((epoch) => (epoch % 6) / 5)])
      assert.deepEqual(findings({ ...nothing(), objective, history }), []);
  const late = linear(10).map((record, i) => ({ ...record, loss: record.loss + 3 * (i % 2) }));
  assert.deepEqual(codes(late), ['high-learning-rate']);
});

test('a changing beta is distinguished from a falling training loss', () => {
  const codes = (history, objective = 'elbo') =>
    findings({ ...nothing(), objective, history }).map(({ code }) => code);
  const held = (history, least) =>
    history.map((record) => {
      const loss = 20 + Math.abs(record.epoch - least);
      return { ...record, validation: { loss, reconstruction: loss, kl: 0 } };
    });
  const rising = held(warming((epoch) => Math.min(1, epoch / 20)), 10); // prettier-ignore
  assert.deepEqual(codes(rising), ['over-fitting']);
  // The loss falls only because of beta; at the last beta it rises.
  const falling = held(
    warming((epoch) => Math.max(1, 4 - epoch / 5)),
    10,
  ).map((record) => ({
    ...record,
    reconstruction: 15 + 0.1 * record.epoch,
  }));
  assert.deepEqual(codes(falling), []);
  // The importance-weighted bound is comparable only within one beta.
  assert.deepEqual(
    codes(
      held(
        warming((epoch) => Math.max(1, 4 - epoch / 5)),
        10,
      ),
      'iwae',
    ),
    [],
  );
  assert.deepEqual(
    codes(
      held(
        warming((epoch) => Math.max(1, 4 - epoch)),
        10,
      ),
      'iwae',
    ),
    ['over-fitting'],
  );
});

test('a model trained with a rising or cyclic beta is not reported for its learning rate', async (t) => {
  for (const schedule of ['linear', 'cyclic']) {
    const beta = { schedule, epochs: 40, to: 4 };
    const model = await trainedModel(t, { beta, epochs: 25, batchSize: 2, learningRate: 0.01 });
    const { findings: found } = await model.diagnose(data);
    assert.deepEqual(
      found.filter(({ code }) => code === 'high-learning-rate'),
      [],
    );
  }
});

test('over-fitting names the epoch, and considers only the last held-out rows', () => {
  const training = (epoch) => 5 + 10 / (epoch + 1);
  const heldOut = (epoch) => (epoch < 5 ? 1 : 6 + Math.abs(epoch - 15));
  const history = records([...Array(30).keys()], training, heldOut);
  for (const epoch of [5, 6, 7, 8]) delete history[epoch].validation;
  const [found] = findings({ ...nothing(), history });
  assert.match(found.message, /was 6\.00 after epoch 16 of 30 and is 18\.00 now/);
});

test('a history may have more epochs than a call can have arguments', () => {
  const training = (epoch) => 5 + 10 / (epoch + 1);
  const history = records([...Array(130_000).keys()], training, training);
  assert.deepEqual(findings({ ...nothing(), history }), []);
});

test('diagnose() refuses the same data as other calls', async (t) => {
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
    objective: 'elbo',
    beta: 1,
    history: [],
  };
}

function records(epochs, training, heldOut) {
  const losses = (loss) => ({ loss, reconstruction: loss, kl: 0 });
  return epochs.map((epoch) => ({
    epoch: epoch + 1,
    beta: 1,
    ...losses(training(epoch)),
    ...(heldOut && { validation: losses(heldOut(epoch)) }),
  }));
}
