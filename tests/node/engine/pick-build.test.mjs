import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pickBuild } from '../../../build/js/engine/pick-build.js';
import { detectFeatures } from '../../../build/js/engine/engine-features.js';
import { VAEError } from '../../../build/js/errors/errors.js';
import { failure } from '../support/failures.mjs';
import { loadedModel, trainedModel, untrainedModel } from '../support/models.mjs';
import { untilWorkers } from '../support/workers.mjs';

const everything = {
  simd: true,
  relaxedSimd: true,
  withoutThreads: undefined,
  cores: 8,
};
const withoutThreads = { withoutThreads: 'memory that is not here' };
const anything = { build: 'auto', threads: 'auto', deterministic: false, worker: true };

function picked(wish, features = {}) {
  const { build, threads } = pickBuild({ ...anything, ...wish }, { ...everything, ...features });
  return `${build} ${threads}`;
}

describe('the build that is picked', () => {
  it('is the best that the engine can run', () => {
    assert.equal(picked({}), 'relaxed-threads 4');
    assert.equal(picked({}, { relaxedSimd: false }), 'simd-threads 4');
    assert.equal(picked({}, withoutThreads), 'relaxed 1');
    assert.equal(picked({}, { ...withoutThreads, relaxedSimd: false }), 'simd 1');
  });

  it('has a thread for each processor, up to four, or as many as asked for', () => {
    assert.equal(picked({}, { cores: 2 }), 'relaxed-threads 2');
    assert.equal(picked({}, { cores: 1 }), 'relaxed 1');
    assert.equal(picked({ threads: 3 }, { cores: 1 }), 'relaxed-threads 3');
    assert.equal(picked({ threads: 1 }), 'relaxed 1');
  });

  it('is never a relaxed one where the result must be the same everywhere', () => {
    assert.equal(picked({ deterministic: true }), 'simd-threads 4');
    assert.throws(
      () => picked({ deterministic: true, build: 'relaxed' }),
      failure('ERR_OPTION', /'relaxed' rounds .* deterministic: true/, VAEError),
    );
  });

  it('has one thread, without complaint, where there can be no others', () => {
    assert.equal(picked({ threads: 4 }, withoutThreads), 'relaxed 1');
    assert.equal(picked({ threads: 4, worker: false }), 'relaxed 1');
  });

  it('is the one asked for, or an error that says what it needs', () => {
    assert.equal(picked({ build: 'simd' }), 'simd 1');
    assert.equal(picked({ build: 'simd-threads', threads: 1 }), 'simd-threads 1');
    const refused = (wish, features, sentence) =>
      assert.throws(() => picked(wish, features), failure('ERR_OPTION', sentence, VAEError));
    refused({ build: 'relaxed' }, { relaxedSimd: false }, /needs relaxed SIMD/);
    refused({ build: 'simd-threads' }, withoutThreads, /needs memory that is not here\./);
    refused({ build: 'simd-threads', worker: false }, {}, /needs worker: true/);
    refused({}, { simd: false }, /needs 128-bit SIMD/);
  });
});

describe('every build', () => {
  const data = Float32Array.from({ length: 64 * 200 }, (_, i) => Math.sin(i * i));
  const trained = async (t, options) => {
    const model = untrainedModel(t, { hiddenDims: [300], latentDim: 8, ...options });
    assert.equal(model.backend.build, options.build);
    const history = await model.train(data, { features: 200 });
    return { bytes: await model.save(), threads: model.backend.threads, loss: history[1].loss };
  };

  const withoutRelaxed = !detectFeatures().relaxedSimd && 'this engine has no relaxed SIMD';
  const skip = { simd: false, relaxed: withoutRelaxed };

  for (const build of ['simd', 'relaxed'])
    it(`same bytes on any number of threads: ${build}`, { skip: skip[build] }, async (t) => {
      const { bytes } = await trained(t, { build });
      for (const threads of [1, 2, 3]) {
        const other = await trained(t, { build: `${build}-threads`, threads });
        assert.equal(other.threads, threads);
        assert.deepEqual(other.bytes, bytes, `${threads} threads`);
      }
    });

  it('trains to much the same model', { skip: withoutRelaxed }, async (t) => {
    const simd = await trained(t, { build: 'simd' });
    const relaxed = await trained(t, { build: 'relaxed' });
    assert.ok(Math.abs(simd.loss - relaxed.loss) < 1e-3 * Math.abs(simd.loss));
  });
});

describe('a deterministic model', () => {
  it('is loaded into a build that keeps it so', async (t) => {
    const model = await trainedModel(t, { deterministic: true });
    const file = await model.save();
    await untilWorkers(1);
    const same = await loadedModel(t, file);
    assert.match(same.backend.build, /^simd/);
    assert.deepEqual(await same.save(), file);
    // None is left of a build that was tried first.
    await untilWorkers(2);
    const freed = await loadedModel(t, file, { deterministic: false });
    assert.equal(freed.backend.build, untrainedModel(t).backend.build);
  });
});
