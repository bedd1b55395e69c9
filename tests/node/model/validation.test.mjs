import assert from 'node:assert/strict';
import { test } from 'node:test';
import { correlatedRows } from '../support/data.mjs';
import { failure, refused } from '../support/failures.mjs';
import {
  data,
  FEATURES,
  loadedModel,
  ROWS,
  trainedModel,
  untrainedModel,
} from '../support/models.mjs';

const apart = correlatedRows(40, FEATURES, 2);
/** Overfits 50 rows within a few epochs. */
const FAST = { hiddenDims: [64], learningRate: 0.03, epochs: 40 };
const near = (actual, expected) =>
  assert.ok(Math.abs(actual - expected) <= 1e-6 * Math.max(1, Math.abs(expected)), `${actual}`);
const chunks = (values) => async () =>
  (async function* () {
    for (let row = 0; row < values.length / FEATURES; row += 7)
      yield values.subarray(row * FEATURES, (row + 7) * FEATURES);
  })();

for (const worker of [true, false])
  test(`the record has the held-out losses, equal to those of evaluate() (worker: ${worker})`, async (t) => {
    const model = untrainedModel(t, { worker, beta: { schedule: 'linear', epochs: 10, to: 2 } });
    await model.train(data, {
      features: FEATURES,
      validation: apart,
      async onEpoch({ validation, beta, epoch }) {
        const evaluated = await model.evaluate(apart);
        for (const name of ['loss', 'reconstruction', 'kl'])
          near(validation[name], evaluated[name]);
        near(validation.loss, validation.reconstruction + 2 * validation.kl);
        near(beta, (2 * (epoch - 1)) / 10);
      },
    });
    assert.equal(model.history.length, 2);
  });

test("for 'iwae' the record has the bound of the held-out rows, and evaluate() the negative ELBO", async (t) => {
  const samples = 50;
  const make = { objective: 'iwae', importanceSamples: samples, learningRate: 0.01, epochs: 20 };
  const model = untrainedModel(t, make);
  await model.train(data, { features: FEATURES, validation: apart });
  const { validation } = model.history[model.bestEpoch - 1];
  const values = await model.logLikelihood(apart, { samples });
  const bound = -values.reduce((sum, x) => sum + x, 0) / values.length;
  const { loss, reconstruction, kl } = await model.evaluate(apart);
  near(loss, reconstruction + kl);
  assert.ok(loss - bound > 0.5, `${loss} is no more than ${bound}`);
  assert.ok(Math.abs(validation.loss - bound) < 0.1, `${validation.loss} is not ${bound}`);
});

test('held-out rows are not trained on', async (t) => {
  const without = await trainedModel(t);
  const model = untrainedModel(t);
  await model.train(data, { features: FEATURES, validation: apart });
  const losses = ({ loss, kl, gradientNorm }) => ({ loss, kl, gradientNorm });
  assert.deepEqual(model.history.map(losses), without.history.map(losses));

  const share = untrainedModel(t, { batchSize: 1, epochs: 1 });
  let batches = 0;
  await share.train(data, {
    features: FEATURES,
    validation: 0.2,
    onBatch: (progress) => {
      batches++;
      assert.equal(progress.batches, ROWS * 0.8);
    },
  });
  assert.equal(batches, ROWS * 0.8);
});

test('a share holds out the same rows for equal seeds, whatever the form of the data', async (t) => {
  const files = [];
  for (const rows of [
    { data, shape: [ROWS, FEATURES] },
    Array.from({ length: ROWS }, (_, i) => data.subarray(i * FEATURES, (i + 1) * FEATURES)),
  ]) {
    const model = untrainedModel(t);
    await model.train(rows, { validation: 0.3 });
    files.push(await model.save());
  }
  assert.deepEqual(files[0], files[1]);
  const other = untrainedModel(t, { seed: 8 });
  const { validation } = (await other.train(data, { features: FEATURES, validation: 0.3 })).at(-1);
  assert.notEqual(validation.loss, undefined);
});

for (const [name, of] of [
  ['a share', { validation: 0.3 }],
  ['data of its own', { validation: { data: apart, shape: [40, FEATURES] } }],
])
  test(`early stopping ends the training, and the best weights are used: ${name}`, async (t) => {
    const model = untrainedModel(t, FAST);
    const earlyStopping = { patience: 3 };
    const history = await model.train(data, { features: FEATURES, ...of, earlyStopping });
    assert.ok(history.length < FAST.epochs, 'it did not stop');
    const losses = history.map(({ validation }) => validation.loss);
    const best = losses.indexOf(Math.min(...losses)) + 1;
    assert.equal(model.bestEpoch, best);
    assert.equal(history.length, best + 3);
    if (name === 'data of its own') near((await model.evaluate(apart)).loss, losses[best - 1]);
    const loaded = await loadedModel(t, await model.save());
    assert.equal(loaded.bestEpoch, best);
    assert.deepEqual(await loaded.evaluate(apart), await model.evaluate(apart));
    assert.deepEqual(loaded.history.at(-1).validation, history.at(-1).validation);
  });

test('k epochs, save, load and n - k more equal n uninterrupted epochs, including patience and best weights', async (t) => {
  for (const options of [
    { validation: 0.3 },
    { validation: { data: apart, shape: [40, FEATURES] } },
  ]) {
    const how = { features: FEATURES, ...options, earlyStopping: { patience: 3 } };
    const make = { ...FAST, learningRate: { schedule: 'plateau', initial: 0.03, patience: 1 } };
    const whole = untrainedModel(t, make);
    const { length } = await whole.train(data, how);
    assert.ok(length < FAST.epochs, 'it did not stop');
    for (const first of [1, length - 2, length - 1]) {
      const part = untrainedModel(t, make);
      await part.train(data, { ...how, epochs: first });
      const resumed = await loadedModel(t, await part.save());
      await resumed.train(data, { ...how, epochs: FAST.epochs - first });
      assert.deepEqual(await resumed.save(), await whole.save(), `${first} first`);
    }
  }
});

for (const [name, options, end] of [
  ['aborted', {}, (stop) => stop.abort(new RangeError('enough'))],
  ['ended by onEpoch', {}, () => { throw new RangeError('enough'); }], // prettier-ignore
])
  test(`the best weights are used after training that was ${name}`, async (t) => {
    const model = untrainedModel(t, { ...FAST, ...options });
    const stop = new AbortController();
    let file;
    await assert.rejects(
      model.train(data, {
        features: FEATURES,
        validation: apart,
        signal: stop.signal,
        async onEpoch({ epoch }) {
          if (epoch < 30) return;
          file = await model.evaluate(apart);
          end(stop);
        },
      }),
      RangeError('enough'),
    );
    const best = model.history[model.bestEpoch - 1].validation.loss;
    assert.ok(model.bestEpoch < 30, 'the last epoch is the best, so the test shows nothing');
    near((await model.evaluate(apart)).loss, best);
    assert.ok(file.loss > best, 'during training, inference uses the current weights');
  });

/** Four chunks of rows; when the second is read, the first has been answered. */
function fourChunks(second, fourth = () => {}) {
  const row = Array.from(apart.subarray(0, FEATURES));
  const rows = Array(160_000).fill(row);
  Object.defineProperty(rows, 50_000, { get: () => (second(), row) });
  Object.defineProperty(rows, 150_000, { get: () => (fourth(), row) });
  return rows;
}

for (const worker of [true, false])
  for (const [name, stopping, end] of [
    ['at its last epoch', undefined, () => {}],
    ['early', { patience: 3 }, () => {}],
    ['by an abort', undefined, (stop) => stop.abort(new RangeError('enough'))],
  ])
    test(`a call in progress when training ends ${name} keeps its weights (worker: ${worker})`, async (t) => {
      const how = { features: FEATURES, validation: apart };
      const earlier = untrainedModel(t, FAST);
      const last = (await earlier.train(data, { ...how, earlyStopping: { patience: 3 } })).length;

      const model = untrainedModel(t, { ...FAST, worker });
      const stop = new AbortController();
      let begun = () => {};
      const rows = fourChunks(() => begun());
      let expected, reading;
      const training = model.train(data, {
        ...how,
        epochs: name === 'at its last epoch' ? last : 2 * last,
        earlyStopping: stopping,
        signal: stop.signal,
        async onEpoch({ epoch }) {
          if (epoch !== last) return;
          expected = await model.evaluate(rows);
          await new Promise((resolve) => {
            begun = resolve;
            reading = model.evaluate(rows);
          });
          end(stop);
        },
      });
      if (name === 'by an abort') await assert.rejects(training, RangeError('enough'));
      else await training;
      assert.equal(model.history.length, last);
      assert.deepEqual(await reading, expected);
      assert.notDeepEqual(await model.evaluate(rows), expected, 'the last is the best');
    });

test('dispose() ends training that waits for a call at its end', async (t) => {
  for (const worker of [true, false]) {
    const model = untrainedModel(t, { worker, epochs: 1 });
    let reading;
    const onEpoch = () =>
      new Promise((resolve) => {
        reading = model.evaluate(fourChunks(resolve, () => model.dispose()));
        reading.catch(() => {});
      });
    await assert.rejects(
      model.train(data, { features: FEATURES, validation: apart, onEpoch }),
      failure('ERR_DISPOSED', /./),
    );
    await assert.rejects(reading, failure('ERR_DISPOSED', /./));
  }
});

test('training without held-out rows discards the best weights', async (t) => {
  const model = untrainedModel(t, FAST);
  await model.train(data, { features: FEATURES, validation: apart });
  assert.ok(model.bestEpoch);
  await model.train(data, { epochs: 1 });
  assert.equal(model.bestEpoch, undefined);
  assert.equal(model.history.at(-1).validation, undefined);
});

test('a divergence also restores the best weights', async (t) => {
  const model = untrainedModel(t, {
    ...FAST,
    likelihood: 'gaussian',
    // Explodes in the second epoch.
    beta: { schedule: 'cyclic', epochs: 1000, cycles: 1, ratio: 1, to: 1e30 },
    epochs: 3,
  });
  const records = [];
  await assert.rejects(
    model.train(data, {
      features: FEATURES,
      validation: apart,
      onEpoch: (record) => records.push(record),
    }),
    failure('ERR_DIVERGED', /epoch \d+, .*learningRate.*maxGradientNorm/),
  );
  assert.equal(model.history.length, records.length);
});

test('a stream trains with separate held-out data', async (t) => {
  const model = untrainedModel(t, FAST);
  const history = await model.train(chunks(data), {
    features: FEATURES,
    validation: apart,
    earlyStopping: { patience: 3 },
    shuffleRows: ROWS,
  });
  assert.ok(history.length < FAST.epochs, 'it did not stop');
  near((await model.evaluate(apart)).loss, history[model.bestEpoch - 1].validation.loss);
});

test('other calls and an abort are handled while held-out rows are measured', async (t) => {
  for (const worker of [true, false]) {
    const model = untrainedModel(t, { worker, hiddenDims: [1000], epochs: 1 });
    const many = correlatedRows(200_000, FEATURES, 3);
    const stop = new AbortController();
    let reads = 0;
    const training = model.train(data, {
      features: FEATURES,
      validation: many,
      signal: stop.signal,
      async onBatch({ batch, batches }) {
        if (batch < batches) return;
        await model.encode([[1, 2, 3]]);
        reads++;
        stop.abort();
      },
    });
    await assert.rejects(training, { name: 'AbortError' });
    assert.equal(reads, 1);
    assert.equal(model.history.length, 0, 'the abort waited for all held-out rows');
    await model.train(data, { validation: apart });
    assert.equal(model.history.length, 1);
  }
});

test('invalid validation options are refused', async (t) => {
  const model = await trainedModel(t);
  for (const validation of [0, 1, -0.1, 1.5, NaN, Infinity])
    await refused(
      model,
      () => model.train(data, { validation }),
      'ERR_OPTION',
      /^validation of train\(\) must be a share .* between 0 and 1, or separate data, not/,
    );
  const attempts = [
    [{ validation: [[1, 2]] }, 'ERR_DATA_SHAPE', /^validation has 2 values in a row/],
    [{ validation: [[1, 2, NaN]] }, 'ERR_DATA_VALUE', /^validation has NaN in row 0, column 2/],
    [{ validation: [] }, 'ERR_DATA_SHAPE', /^validation holds no rows/],
    [{ validation: 'x' }, 'ERR_DATA_SHAPE', /^validation must be a Float32Array, .* not "x"/],
    [{ earlyStopping: true }, 'ERR_OPTION', /^earlyStopping of train\(\) needs validation/],
    [
      { validation: 0.1, earlyStopping: 3 },
      'ERR_OPTION',
      /^earlyStopping of train\(\) must be true/,
    ],
    [
      { validation: 0.1, earlyStopping: { patience: 0 } },
      'ERR_OPTION',
      /^patience in earlyStopping of train\(\) must be an integer from 1 .* not 0/,
    ],
    [
      { validation: 0.1, earlyStopping: { minDelta: -1 } },
      'ERR_OPTION',
      /^minDelta in earlyStopping of train\(\) must be a finite number >= 0/,
    ],
    [{ validation: 0.1, earlyStopping: { patence: 1 } }, 'ERR_OPTION', /did you mean "patience"/],
  ];
  for (const [options, code, sentence] of attempts)
    await refused(model, () => model.train(data, options), code, sentence);
  await refused(
    model,
    () => model.train([[1, 2, 3]], { validation: 0.5 }),
    'ERR_OPTION',
    /at least 2 rows/,
  );
  await refused(
    model,
    () => model.train(chunks(data), { validation: 0.5 }),
    'ERR_OPTION',
    /^validation of train\(\) must be separate data if data is a stream, not 0\.5/,
  );
});

test('held-out rows outside [0, 1] are reported as such for a Bernoulli likelihood', async (t) => {
  const model = untrainedModel(t, { likelihood: 'bernoulli' });
  const pixels = Float32Array.of(0, 1, 1, 0, 0, 1);
  await assert.rejects(
    model.train(pixels, { features: 2, validation: [[0, 0], [1, 7]] }), // prettier-ignore
    failure('ERR_DATA_VALUE', /^validation has 7 in row 1, column 1, .*Bernoulli/),
  );
});

test('a fault in the data is reported with its row, whatever the held-out data hold', async (t) => {
  const model = untrainedModel(t, { likelihood: 'bernoulli' });
  const rows = Array.from({ length: 10 }, () => [0, 1, 0.5]);
  const faulty = (at) => rows.map((row, i) => (i === at ? [0, 3, 1] : row));
  await assert.rejects(
    model.train(faulty(5), { validation: faulty(2) }),
    failure('ERR_DATA_VALUE', /^data has 3 in row 5, column 1/),
  );
});

test('separate held-out data do not determine the likelihood', async (t) => {
  const bytes = Uint8Array.from({ length: 3 * 20 }, (_, i) => (i * 37) % 256);
  const model = untrainedModel(t);
  const validation = Float32Array.from(bytes);
  await assert.rejects(
    model.train(bytes, { features: 3, validation }),
    failure(
      'ERR_DATA_VALUE',
      /^validation has 37 in row 0, column 1, expected a number from 0 to 1/,
    ),
  );
  assert.equal(model.features, undefined);
});
