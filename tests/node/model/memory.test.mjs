import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runProgram } from '../../package/run-program.mjs';
import { failure, refused } from '../support/failures.mjs';
import { data, FEATURES, trainedModel, untrainedModel } from '../support/models.mjs';

for (const [name, options] of [
  ['a latent space', { latentDim: 2 ** 31 - 1 }],
  ['a latent space whose head width overflows an integer', { latentDim: 2 ** 30 }],
  ['a hidden layer', { hiddenDims: [2 ** 31 - 1] }],
  ['a pair of hidden layers', { hiddenDims: [1e6, 1e6] }],
  ['a network of just under 4 GB', { hiddenDims: [12_000, 12_000] }],
])
  test(`${name} beyond WebAssembly's memory is refused`, async (t) => {
    const model = untrainedModel(t, options);
    await assert.rejects(
      model.train(data, { features: FEATURES }),
      failure('ERR_MEMORY', /^Training on 50 rows of 3 features with these options needs .+B, /),
    );
    assert.equal(model.features, undefined);
    await assert.rejects(model.generate(), failure('ERR_NOT_TRAINED', /./));
  });

test('a batch size beyond any memory is limited to the number of rows', async (t) => {
  const model = await trainedModel(t, { batchSize: 2 ** 31 - 1, epochs: 1 });
  assert.equal(model.history.length, 1);
});

test('more rows than an array can have are refused', async (t) => {
  const model = await trainedModel(t);
  for (const count of [1e12, Number.MAX_SAFE_INTEGER])
    await refused(
      model,
      () => model.generate(count),
      'ERR_MEMORY',
      /^A result of \d+ rows of 3 values takes .+ [TG]B, more than an array can have here/,
    );
});

test('a network that padding makes too large is refused before it is created', async (t) => {
  // Its 10 million weights for one hidden unit take eight times their size in the kernels' panels.
  const model = untrainedModel(t, { hiddenDims: [1], latentDim: 1, likelihood: 'gaussian' });
  const rows = { data: Float32Array.from({ length: 2e7 }, (_, i) => i % 13), shape: [2, 1e7] };
  await assert.rejects(model.train(rows), failure('ERR_MEMORY', /10000000 features/));
});

// Each model reserves gigabytes of addresses, which are limited in a page.
const skip = process.platform !== 'linux' && 'ulimit limits addresses only on Linux';

for (const worker of [true, false])
  test(`one model too many is ERR_MEMORY, worker: ${worker}`, { skip }, async () => {
    const program = `
      import { VAE } from 'vae1';
      const models = [];
      for (let refused; !refused; ) {
        const model = new VAE({ worker: ${worker}, threads: 1, hiddenDims: [4], latentDim: 1 });
        models.push(model);
        await model
          .train(new Float32Array(8), { features: 2, epochs: 1 })
          .catch((error) => console.log((refused = error).code, error.message));
      }
      for (const model of models) model.dispose();
    `;
    const limited = 'ulimit -v 60000000; exec "$0" --input-type=module --eval "$1"';
    const args = ['-c', limited, process.execPath, program];
    const { code, stdout } = await runProgram('sh', args, { cwd: import.meta.dirname });
    assert.match(stdout, /^ERR_MEMORY There is no memory for another model: /);
    assert.equal(code, 0);
  });
