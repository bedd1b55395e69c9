// The learned prior: when a model gets one, what it changes, and that it is saved and fitted anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { uniform } from '../support/data.mjs';
import { failure, refused } from '../support/failures.mjs';
import { data, loadedModel, trainedModel, untrainedModel } from '../support/models.mjs';

/** rows x 4: three clusters in a plane, which no linear decoder makes of one Gaussian. */
function clusters(rows = 900, seed = 3) {
  const normal = normals(seed);
  const centres = [
    [-4, 0],
    [3, 3],
    [2, -4],
  ];
  return Float64Array.from(
    { length: 4 * rows },
    (_, k) => centres[(k >> 2) % 3][k % 2] + 0.4 * normal(),
  );
}

/** rows x 3: Gaussian, with one factor, which N(0, I) describes perfectly. */
function gaussian(rows = 900, seed = 4) {
  const normal = normals(seed);
  return Array.from({ length: rows }, normal).map((factor) => [
    factor + 0.5 * normal(),
    2 * factor + normal(),
    0.7 * normal(),
  ]);
}

function normals(seed) {
  const next = uniform(seed);
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
}

const LINEAR = { hiddenDims: [], latentDim: 2, learningRate: 0.02, batchSize: 64, epochs: 60 };
const HELD_OUT = { features: 4, validation: 0.2 };
const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;

/** A linear model of the clusters. */
async function ofClusters(t, options = {}, training = HELD_OUT) {
  const model = untrainedModel(t, { ...LINEAR, ...options });
  await model.train(clusters(), training);
  return model;
}

test('where the latents lie in clusters, held-out rows choose the mixture, and the model is better', async (t) => {
  const model = await ofClusters(t);
  const standard = await ofClusters(t, { prior: 'standard' });
  assert.deepEqual([model.prior, standard.prior], ['mixture', 'standard']);
  assert.deepEqual(
    model.history.map(({ loss }) => loss),
    standard.history.map(({ loss }) => loss),
  );

  const others = clusters(300, 9);
  const read = { features: 4, samples: 200 };
  const likelihoods = [];
  for (const of of [model, standard]) likelihoods.push(mean(await of.logLikelihood(others, read)));
  assert.ok(likelihoods[0] > likelihoods[1] + 0.5, `${likelihoods}`);

  const far = (rows) => {
    let far = 0;
    for (let i = 0; i < rows.length; i += 4) {
      const distance = ([x, y]) => Math.hypot(rows[i] - x, rows[i + 1] - y);
      far += Math.min(distance([-4, 0]), distance([3, 3]), distance([2, -4])) > 2;
    }
    return (4 * far) / rows.length;
  };
  const made = { seed: 1, mean: true };
  const [near, wide] = [await model.generate(1000, made), await standard.generate(1000, made)];
  assert.ok(far(near) < 0.02 && far(wide) > 0.1, `${far(near)}, ${far(wide)} between the clusters`);
  assert.deepEqual(await model.generate(1000, { ...made, sampling: 'mixture' }), near);
  assert.deepEqual(await model.generate(1000, { ...made, sampling: 'standard' }), wide);
});

test('the negative ELBO bounds the score by likelihood, and evaluate() keeps to N(0, I)', async (t) => {
  const model = await ofClusters(t);
  const standard = await ofClusters(t, { prior: 'standard' });
  const rows = clusters(200, 9);
  const score = (method, samples) => model.score(rows, { features: 4, method, samples });
  const [elbo, likelihood] = [await score('elbo', 2000), await score('likelihood', 2000)];
  assert.ok(elbo.every((value, i) => value > likelihood[i] - 0.1));
  assert.ok(mean(elbo) < mean(await standard.score(rows, { features: 4, method: 'elbo' })) - 0.3);
  const losses = { features: 4, seed: 5 };
  assert.deepEqual(await model.evaluate(rows, losses), await standard.evaluate(rows, losses));
});

test('where N(0, I) describes the latents, it stays the prior', async (t) => {
  const train = async (options) => {
    const model = untrainedModel(t, { ...LINEAR, epochs: 100, deterministic: true, ...options });
    await model.train(gaussian(), { validation: 0.2 });
    return model;
  };
  const model = await train({});
  assert.equal(model.prior, 'standard');
  const rows = gaussian(50, 8);
  const expected = await (await train({ prior: 'standard' })).logLikelihood(rows);
  assert.deepEqual(await model.logLikelihood(rows), expected);
});

test('without held-out rows the prior is a mixture only if asked for', async (t) => {
  const training = { features: 4 };
  assert.equal((await ofClusters(t, {}, training)).prior, 'standard');
  assert.equal((await ofClusters(t, { prior: 'mixture' }, training)).prior, 'mixture');
  for (const rows of [1, 2, 12]) {
    const model = untrainedModel(t, { prior: 'mixture' });
    await model.train(data.slice(0, 3 * rows), { features: 3 });
    assert.equal(model.prior, 'mixture', `${rows} rows`);
    assert.ok((await model.generate(20)).every(Number.isFinite));
    assert.ok((await model.logLikelihood(data, { features: 3 })).every(Number.isFinite));
  }
});

test('equal seeds give equal files, on any number of threads', async (t) => {
  const files = [];
  for (const options of [{ threads: 1 }, { threads: 3 }, { worker: false }]) {
    const model = await ofClusters(t, { ...options, deterministic: true, epochs: 10 });
    assert.equal(model.prior, 'mixture');
    files.push(await model.save());
  }
  assert.deepEqual(files[1], files[0]);
  assert.deepEqual(files[2], files[0]);
});

test('a loaded model has the prior, and training that goes on fits it anew', async (t) => {
  for (const prior of ['auto', 'mixture']) {
    const options = { prior, deterministic: true };
    const whole = await ofClusters(t, options, { ...HELD_OUT, epochs: 12 });
    const first = await ofClusters(t, options, { ...HELD_OUT, epochs: 7 });
    assert.equal(first.prior, 'mixture');
    const copy = await loadedModel(t, await first.save(), {});
    assert.equal(copy.prior, 'mixture');
    assert.deepEqual(await copy.save(), await first.save());
    for (const call of ['generate', 'logLikelihood', 'score']) {
      const given = call === 'generate' ? [50, { seed: 2 }] : [clusters(50), { features: 4 }];
      assert.deepEqual(await copy[call](...given), await first[call](...given), call);
    }
    await copy.train(clusters(), { ...HELD_OUT, epochs: 5 });
    assert.deepEqual(await copy.save(), await whole.save());
  }
});

test('during further training the prior is N(0, I)', async (t) => {
  const model = await ofClusters(t);
  const seen = [];
  await model.train(clusters(), { ...HELD_OUT, epochs: 3, onEpoch: () => seen.push(model.prior) });
  assert.deepEqual(seen, ['standard', 'standard', 'standard']);
  assert.equal(model.prior, 'mixture');
});

for (const worker of [true, false])
  test(`an abort during the fit leaves a trained model with N(0, I), ${worker ? 'in a worker' : 'in place'}`, async (t) => {
    const rows = clusters(20_000);
    // A fit of several slices of the engine.
    const options = { ...LINEAR, prior: 'mixture', latentDim: 7, epochs: 3, worker };
    const model = untrainedModel(t, options);
    const stop = new AbortController();
    // The engine is told to go on first, and so is in the fit by then.
    const onEpoch = ({ epoch }) => void (epoch === 3 && setTimeout(() => stop.abort(), 1));
    const training = model.train(rows, { features: 4, signal: stop.signal, onEpoch });
    await assert.rejects(training, { name: 'AbortError' });
    assert.deepEqual([model.prior, model.history.length], ['standard', 3]);
    assert.ok((await model.logLikelihood([[0, 0, 0, 0]], { samples: 5 })).every(Number.isFinite));
    await model.train(rows, { features: 4, epochs: 1 });
    assert.equal(model.prior, 'mixture');
  });

test('an abort before the fit leaves N(0, I) too', async (t) => {
  const model = untrainedModel(t, { ...LINEAR, epochs: 4 });
  const stop = new AbortController();
  const onEpoch = ({ epoch }) => epoch === 4 && stop.abort();
  const training = model.train(clusters(), { ...HELD_OUT, signal: stop.signal, onEpoch });
  await assert.rejects(training, { name: 'AbortError' });
  assert.deepEqual([model.prior, model.history.length], ['standard', 4]);
});

test('fitMixture() sets the prior by hand where the prior is a mixture, and drops the threshold', async (t) => {
  const rows = clusters();
  const read = { features: 4 };
  const model = await ofClusters(t);
  const before = await model.logLikelihood(rows, read);
  await model.fitThreshold(rows, read);
  await model.fitMixture(rows, { ...read, components: 2 });
  assert.equal(model.prior, 'mixture');
  assert.notDeepEqual(await model.logLikelihood(rows, read), before);
  await assert.rejects(model.isAnomaly(rows, read), failure('ERR_NOT_TRAINED', /threshold/));

  const standard = await ofClusters(t, { prior: 'standard' });
  const kept = await standard.logLikelihood(rows, read);
  await standard.fitThreshold(rows, read);
  await standard.fitMixture(rows, read);
  assert.equal(standard.prior, 'standard');
  assert.deepEqual(await standard.logLikelihood(rows, read), kept);
  assert.equal((await standard.isAnomaly(rows, read)).length, 900);
});

test('a stream leaves N(0, I), and fitMixture() then sets the prior that was asked for', async (t) => {
  const rows = clusters(100);
  const options = { ...LINEAR, epochs: 3, prior: 'mixture' };
  const model = untrainedModel(t, options);
  await model.train(() => [rows], { features: 4, validation: rows });
  assert.equal(model.prior, 'standard');
  await model.fitMixture(rows, { features: 4, components: 3 });
  assert.equal(model.prior, 'mixture');
  const copy = await loadedModel(t, await model.save(), {});
  assert.equal(copy.prior, 'mixture');
  assert.deepEqual(await copy.generate(5, { seed: 1 }), await model.generate(5, { seed: 1 }));
});

test('a file says which prior was asked for', async (t) => {
  for (const prior of ['standard', 'mixture', 'auto']) {
    const model = await trainedModel(t, { prior });
    const copy = await loadedModel(t, await model.save(), {});
    await copy.train(clusters(), { features: 4 }).catch(() => {});
    await copy.train(data, { features: 3, epochs: 1 });
    assert.equal(copy.prior, prior === 'mixture' ? 'mixture' : 'standard');
  }
});

test('an unknown prior is refused', async (t) => {
  assert.throws(
    () => new VAE({ prior: 'normal' }),
    failure('ERR_OPTION', /^prior of new VAE\(\) must be one of 'standard', 'mixture', 'auto'/),
  );
  const model = await trainedModel(t);
  await refused(model, () => model.generate(1, { sampling: 'auto' }), 'ERR_OPTION', /'standard'/);
});
