// A net that collapses with plain training, and remedies. The data have two factors, so the truth
// is known: a model that uses no latent dimension can do no better than independent columns.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COLLAPSING_NET, REMEDIES } from '../support/collapsing-net.mjs';
import { lossOfColumnsAlone, twoFactors } from '../support/data.mjs';
import { trainedModel, untrainedModel } from '../support/models.mjs';

const rows = twoFactors();

for (const seed of [1, 2, 3]) {
  test(`seed ${seed}: plain training collapses, and diagnose() says so`, async (t) => {
    const { loss, activeUnits, codes } = await outcome(t, { seed });
    assert.deepEqual({ activeUnits, codes }, { activeUnits: 0, codes: ['collapsed-posterior'] });
    assert.ok(Math.abs(loss - lossOfColumnsAlone()) < 0.01, `${loss} nats`);
  });

  for (const [name, remedy] of Object.entries(REMEDIES))
    test(`seed ${seed}: with ${name} the model uses its latents and fits better`, async (t) => {
      const { loss, activeUnits, codes } = await outcome(t, { seed, ...remedy });
      assert.ok(activeUnits >= 1);
      assert.ok(!codes.includes('collapsed-posterior'), String(codes));
      assert.ok(loss < lossOfColumnsAlone() - 0.5, `${loss} nats`);
    });
}

test('early stopping leaves a warm-up its active latents, since its patience begins after it', async (t) => {
  const WARM_UP = REMEDIES['warm-up'];
  let active = 0;
  for (const seed of [1, 2, 3]) {
    const units = async (options, training) => {
      const model = untrainedModel(t, { ...COLLAPSING_NET, batchSize: 32, seed, ...options });
      await model.train(rows, { features: 6, validation: 0.2, ...training });
      if (options.beta) assert.ok(model.bestEpoch > 100, `the best epoch is ${model.bestEpoch}`);
      return (await model.diagnose(rows)).activeUnits;
    };
    const warm = await units(WARM_UP, { earlyStopping: true });
    assert.equal(warm, await units(WARM_UP, {}), 'as many as after all epochs');
    assert.equal(await units({}, { earlyStopping: true }), 0);
    active += warm;
  }
  // With these 480 rows the net of seed 3 collapses whatever it does.
  assert.ok(active >= 2, `${active} active latents of three nets`);
});

async function outcome(t, options) {
  const model = await trainedModel(t, { ...COLLAPSING_NET, batchSize: 32, ...options }, rows, 6);
  const { activeUnits, findings } = await model.diagnose(rows);
  const { loss } = await model.evaluate(rows);
  return { loss, activeUnits, codes: findings.map(({ code }) => code) };
}
