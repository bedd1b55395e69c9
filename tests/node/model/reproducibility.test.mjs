import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { binaryRows } from '../support/data.mjs';
import { data, FEATURES, ROWS, trainedModel, untrainedModel } from '../support/models.mjs';

const digest = async (model) =>
  createHash('sha256')
    .update(await model.save())
    .digest('hex');

for (const [name, rows] of [
  ['Gaussian', data],
  ['Bernoulli', binaryRows(ROWS, FEATURES)],
])
  test(`equal seeds give equal bytes, another seed gives others (${name})`, async (t) => {
    const run = (seed) => trainedModel(t, { seed }, rows);
    const [one, again, other] = await Promise.all([run(1), run(1), run(2)]);
    assert.equal(await digest(one), await digest(again));
    assert.deepEqual(await one.generate(), await again.generate());
    assert.notEqual(await digest(one), await digest(other));
    assert.notDeepEqual(await one.generate(), await other.generate());
  });

test('a drawn seed repeats its run', async (t) => {
  const first = await trainedModel(t, { seed: undefined });
  const second = await trainedModel(t, { seed: undefined });
  assert.ok(Number.isSafeInteger(first.seed) && first.seed >= 0);
  assert.notEqual(first.seed, second.seed);
  assert.equal(await digest(first), await digest(await trainedModel(t, { seed: first.seed })));
});

test('the largest seed works like any other', async (t) => {
  const seed = Number.MAX_SAFE_INTEGER;
  const model = await trainedModel(t, { seed });
  assert.equal(await digest(model), await digest(await trainedModel(t, { seed })));
  assert.notEqual(await digest(model), await digest(await trainedModel(t, { seed: seed - 1 })));
});

test('the bytes are the same with and without a worker', async (t) => {
  const [worker, place] = [await trainedModel(t), await trainedModel(t, { worker: false })];
  assert.equal(await digest(worker), await digest(place));
  assert.deepEqual(await worker.generate(), await place.generate());
  assert.deepEqual(await worker.encode(data), await place.encode(data));
  assert.deepEqual(await worker.reconstruct(data), await place.reconstruct(data));
  assert.deepEqual(await worker.evaluate(data), await place.evaluate(data));
});

test('generate() with a seed repeats itself and leaves the stream alone', async (t) => {
  const [model, twin] = [await trainedModel(t), await trainedModel(t)];
  const rows = await model.generate(20, { seed: 3 });
  assert.deepEqual(await model.generate(20, { seed: 3 }), rows);
  assert.notDeepEqual(await model.generate(20, { seed: 4 }), rows);
  assert.deepEqual(await model.generate(20), await twin.generate(20));
});

test('generate() continues its stream: two calls give the same rows as one', async (t) => {
  const [model, twin] = [await trainedModel(t), await trainedModel(t)];
  const parts = Float32Array.of(...(await model.generate(13)), ...(await model.generate(7)));
  assert.deepEqual(parts, await twin.generate(20));
});

test('overlapping calls of generate() use the stream in the order of the calls', async (t) => {
  const [model, twin] = [await trainedModel(t), await trainedModel(t)];
  const parts = await Promise.all([model.generate(13), model.generate(7)]);
  assert.deepEqual(parts, [await twin.generate(13), await twin.generate(7)]);
});

test('a failed call of generate() does not advance the stream', async (t) => {
  const [model, twin] = [await trainedModel(t), await trainedModel(t)];
  const stop = new AbortController();
  const failing = model.generate(3e6, { signal: stop.signal });
  setTimeout(() => stop.abort(new Error('enough')), 20);
  await assert.rejects(failing, /enough/);
  assert.deepEqual(await model.generate(20), await twin.generate(20));
});

test('mean: true decodes the same latents without the noise of the likelihood', async (t) => {
  const model = await trainedModel(t);
  const drawn = await model.generate(200, { seed: 1 });
  const mean = await model.generate(200, { seed: 1, mean: true });
  assert.notDeepEqual(drawn, mean);
  const bernoulli = await trainedModel(t, {}, binaryRows(ROWS, FEATURES));
  const probabilities = await bernoulli.generate(200, { seed: 1 });
  assert.deepEqual(probabilities, await bernoulli.generate(200, { seed: 1, mean: true }));
  assert.ok(probabilities.every((p) => p >= 0 && p <= 1));
});

test('the evaluation of a row does not depend on other rows', async (t) => {
  const model = await trainedModel(t);
  const first = data.subarray(0, 20 * FEATURES);
  const rest = data.subarray(20 * FEATURES);
  for (const latent of ['sample', 'mean']) {
    const whole = await model.evaluate(data, { latent });
    const head = await model.evaluate(first, { latent });
    const both = await model.evaluate(new Float32Array([...first, ...rest]), { latent });
    assert.deepEqual(both, whole);
    // The first 20 rows use the noise of rows 0 to 19, whichever rows they are.
    if (latent === 'mean') {
      const tail = await model.evaluate(rest, { latent });
      const joined = (20 * head.loss + (ROWS - 20) * tail.loss) / ROWS;
      assert.ok(Math.abs(joined - whole.loss) < 1e-9 * Math.abs(whole.loss), `${joined}`);
    }
  }
});

test('evaluate() is repeatable, and another seed gives another draw', async (t) => {
  const model = await trainedModel(t);
  const losses = await model.evaluate(data);
  assert.deepEqual(await model.evaluate(data), losses);
  assert.deepEqual(await model.evaluate(data, { seed: model.seed }), losses);
  const others = await model.evaluate(data, { seed: 99 });
  assert.notEqual(others.reconstruction, losses.reconstruction);
  assert.equal(others.kl, losses.kl);
});

test('the loss is reconstruction + beta * kl', async (t) => {
  const model = await trainedModel(t, { beta: 0.25 });
  for (const { loss, reconstruction, kl } of [await model.evaluate(data), ...model.history])
    assert.ok(Math.abs(loss - (reconstruction + 0.25 * kl)) < 1e-9 * Math.abs(loss));
});

test('the loss goes down', async (t) => {
  const model = untrainedModel(t, { learningRate: 0.01 });
  const history = await model.train(data, { features: FEATURES, epochs: 60 });
  assert.ok(
    history.at(-1).loss < history[0].loss - 1,
    `${history[0].loss} to ${history.at(-1).loss}`,
  );
});
