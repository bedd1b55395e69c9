// Every call answers for a model of images, for each likelihood and order of channels.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { channelsFirst, FEATURES, IMAGE, imageModel, spots } from '../support/small-images.mjs';

const ROWS = 60;
const last = spots(ROWS);

const finite = (values, length) => {
  assert.equal(values.length, length);
  assert.ok(values.every(Number.isFinite), `${values.slice(0, 8)} ...`);
};
const isByte = (x) => Math.abs(255 * x - Math.round(255 * x)) < 1e-4;

for (const likelihood of ['bernoulli', 'gaussian', 'discretizedLogistic'])
  for (const channelOrder of ['last', 'first'])
    test(`every call of a model of images: ${likelihood}, channels ${channelOrder}`, async (t) => {
      const bytes = channelOrder === 'first' ? channelsFirst(last) : last;
      // A Gaussian's mean is in the units of the data.
      const rows = likelihood === 'gaussian' ? Float32Array.from(bytes, (x) => x / 255) : bytes;
      const model = imageModel(t, { image: { ...IMAGE, channelOrder }, likelihood });
      const history = await model.train(rows, {
        epochs: 30,
        validation: 0.2,
        earlyStopping: { patience: 20 },
      });
      assert.ok(history.at(-1).loss < history[0].loss, 'nothing is learnt');
      assert.ok(Number.isFinite(history[0].validation.loss));

      const { mean, logVariance } = await model.encode(rows);
      finite(mean, 2 * ROWS);
      finite(logVariance, 2 * ROWS);
      finite(await model.decode([[0, 1]]), FEATURES);
      finite(await model.reconstruct(rows), rows.length);
      const { loss } = await model.evaluate(rows);
      assert.ok(Number.isFinite(loss));
      const logLikelihood = await model.logLikelihood(rows, { samples: 20 });
      finite(logLikelihood, ROWS);
      const usual = rows.slice(0, 2 * FEATURES);
      for (const method of ['likelihood', 'elbo', 'reconstruction'])
        finite(await model.score(usual, { method, samples: 5 }), 2);
      if (likelihood === 'gaussian') finite(await model.score(usual, { method: 'neighbours' }), 2);
      else
        await assert.rejects(
          model.score(usual, { method: 'neighbours' }),
          failure('ERR_OPTION', /keeps no training rows/),
        );
      finite(await model.scoreFeatures(usual, { samples: 5 }), 2 * FEATURES);
      const threshold = await model.fitThreshold(rows, { quantile: 0.9, samples: 5 });
      assert.ok(Number.isFinite(threshold.threshold ?? threshold));
      assert.equal((await model.isAnomaly(usual)).length, 2);
      finite(await model.anomalyProbability(usual), 2);
      const [one, other] = [usual.slice(0, FEATURES), usual.slice(FEATURES)];
      finite(await model.interpolate(one, other, 4), 4 * FEATURES);
      finite(await model.traverse(one, 1, [-1, 0, 1]), 3 * FEATURES);
      await model.fitMixture(rows, { components: 2 });
      for (const sampling of ['mixture', 'standard']) {
        finite(await model.generate(3, { seed: 1, sampling, mean: true }), 3 * FEATURES);
        const drawn = await model.generate(3, { seed: 1, sampling });
        finite(drawn, 3 * FEATURES);
        if (likelihood === 'discretizedLogistic') assert.ok(drawn.every(isByte));
      }
      assert.equal((await model.diagnose(rows)).klPerDimension.length, 2);

      const loaded = await VAE.load(await model.save());
      t.after(() => loaded.dispose());
      assert.deepEqual([loaded.features, loaded.image], [FEATURES, { ...IMAGE, channelOrder }]);
      assert.deepEqual(await loaded.reconstruct(rows), await model.reconstruct(rows));
      assert.deepEqual(await loaded.generate(3, { seed: 2 }), await model.generate(3, { seed: 2 }));
    });
