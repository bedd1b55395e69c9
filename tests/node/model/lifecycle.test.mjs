import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { text } from 'node:stream/consumers';
import { VAE } from 'vae1';
import { failure } from '../support/failures.mjs';
import { untilNoWorker, workers } from '../support/workers.mjs';
import { data, FEATURES, SMALL, trainedModel, untrainedModel } from '../support/models.mjs';

const row = data.subarray(0, FEATURES);
const latents = new Float32Array(SMALL.latentDim);

const reads = {
  generate: (model) => model.generate(1),
  encode: (model) => model.encode(row),
  decode: (model) => model.decode(latents),
  reconstruct: (model) => model.reconstruct(row),
  evaluate: (model) => model.evaluate(row),
  logLikelihood: (model) => model.logLikelihood(row),
  score: (model) => model.score(row),
  scoreFeatures: (model) => model.scoreFeatures(row),
  fitThreshold: (model) => model.fitThreshold(row),
  isAnomaly: (model) => model.isAnomaly(row),
  anomalyProbability: (model) => model.anomalyProbability(row),
  diagnose: (model) => model.diagnose(row),
  interpolate: (model) => model.interpolate(row, row),
  traverse: (model) => model.traverse(row, 0, [0]),
  fitMixture: (model) => model.fitMixture(row),
  save: (model) => model.save(),
};

for (const [name, read] of Object.entries(reads)) {
  test(`${name}() before training is refused`, async (t) => {
    const sentence = new RegExp(`^${name}\\(\\) needs a trained model`);
    await assert.rejects(read(untrainedModel(t)), failure('ERR_NOT_TRAINED', sentence));
  });

  test(`${name}() after dispose() is refused`, async (t) => {
    const model = await trainedModel(t);
    model.dispose();
    await assert.rejects(read(model), failure('ERR_DISPOSED', new RegExp(`^${name}\\(\\) was`)));
  });
}

test('train() after dispose() is refused', async (t) => {
  const model = untrainedModel(t);
  model.dispose();
  await assert.rejects(
    model.train(data, { features: FEATURES }),
    failure('ERR_DISPOSED', /^train\(\) was called after/),
  );
});

test('dispose() can be called twice, and plain properties stay', async (t) => {
  const model = await trainedModel(t);
  model.dispose();
  model.dispose();
  assert.equal(model.features, FEATURES);
  assert.equal(model.history.length, SMALL.epochs);
});

test('calls in progress reject when the model is disposed of', async (t) => {
  for (const worker of [true, false]) {
    const model = await trainedModel(t, { worker });
    const calls = [
      model.train(data, { epochs: 1e6 }),
      model.generate(1e5),
      model.encode(data),
      model.save(),
    ];
    setTimeout(() => model.dispose(), 5);
    for (const { status, reason } of await Promise.allSettled(calls)) {
      if (status === 'fulfilled') continue; // it finished first
      assert.equal(reason.code, 'ERR_DISPOSED', reason.stack);
    }
    await assert.rejects(calls[0], failure('ERR_DISPOSED', /during the call/));
  }
});

test('a model disposed of before its worker has started rejects and leaves nothing behind', async (t) => {
  const model = untrainedModel(t);
  const training = model.train(data, { features: FEATURES });
  model.dispose();
  await assert.rejects(training, failure('ERR_DISPOSED', /./));
  await untilNoWorker();
});

test('dispose() ends the worker', async (t) => {
  const model = await trainedModel(t);
  assert.ok(workers() > 0);
  model.dispose();
  await untilNoWorker();
});

test('`using` disposes', { skip: !Symbol.dispose && 'no Symbol.dispose here' }, async () => {
  const model = new VAE(SMALL);
  await model.train(data, { features: FEATURES });
  model[Symbol.dispose]();
  await assert.rejects(model.save(), failure('ERR_DISPOSED', /./));
});

test('a worker starts with the first call that needs it', async (t) => {
  await untilNoWorker();
  untrainedModel(t);
  assert.equal(workers(), 0);
});

test('worker: false starts no worker', async (t) => {
  await untilNoWorker();
  await trainedModel(t, { worker: false });
  assert.equal(workers(), 0);
});

test('a second train() is refused and the first continues', async (t) => {
  for (const worker of [true, false]) {
    const model = untrainedModel(t, { worker });
    const first = model.train(data, { features: FEATURES });
    await assert.rejects(
      model.train(data, { features: FEATURES }),
      failure('ERR_BUSY', /while another training is in progress/),
    );
    assert.equal((await first).length, SMALL.epochs);
    await model.train(data, { epochs: 1 });
    assert.equal(model.history.length, SMALL.epochs + 1);
  }
});

test('a process without dispose() ends by itself, with nothing on stderr', async () => {
  for (const worker of [true, false]) {
    const { code, stdout, stderr } = await script(`
      import { VAE } from 'vae1';
      // Keep a reference, so that no garbage collection ends its worker.
      const model = new VAE({ hiddenDims: [4], latentDim: 1, epochs: 3, worker: ${worker} });
      globalThis.held = model;
      const rows = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i));
      await model.train(rows, { features: 2, onEpoch: () => {}, onBatch: () => {} });
      console.log((await model.generate()).length);
    `);
    assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '60\n', stderr: '' });
  }
});

test('training that nobody awaits keeps the process alive until it is done', async () => {
  const { code, stdout, stderr } = await script(`
    import { VAE } from 'vae1';
    const model = new VAE({ hiddenDims: [4], latentDim: 1, epochs: 3 });
    const rows = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i));
    model.train(rows, { features: 2 }).then((history) => console.log(history.length));
  `);
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '3\n', stderr: '' });
});

test('a model without references releases its worker', async () => {
  const { code, stdout, stderr } = await script(
    `
      import { VAE } from 'vae1';
      import { setTimeout as sleep } from 'node:timers/promises';
      const workers = () => process.report.getReport().workers.length;
      async function forget() {
        const model = new VAE({ hiddenDims: [4], latentDim: 1, epochs: 1 });
        await model.train(new Float32Array(8), { features: 2 });
      }
      await forget();
      const before = workers();
      for (let i = 0; i < 200 && workers() > 0; i++) {
        gc();
        await sleep(20);
      }
      console.log(before, workers());
    `,
    ['--expose-gc'],
  );
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '1 0\n', stderr: '' });
});

test('every call reports a worker that died', async () => {
  const { code, stdout, stderr } = await script(`
    import { Worker } from 'node:worker_threads';
    import { VAE } from 'vae1';
    // Ends the package's worker from outside, as running out of memory would.
    const { postMessage } = Worker.prototype;
    let thread;
    Worker.prototype.postMessage = function (...args) {
      thread = this;
      return postMessage.apply(this, args);
    };
    const model = new VAE({ hiddenDims: [4], latentDim: 1 });
    const onBatch = ({ epoch, batch }) => epoch === 1 && batch === 1 && thread.terminate();
    const training = model.train(new Float32Array(8), { features: 2, epochs: 1e6, onBatch });
    await training.catch((error) => console.log(error.code, error.message));
    await model.save().catch((error) => console.log(error.code));
  `);
  assert.equal(stderr, '');
  assert.equal(
    stdout,
    'ERR_DISPOSED The worker ended unexpectedly, and its model is lost: exit code 1.\n' +
      'ERR_DISPOSED\n',
  );
  assert.equal(code, 0);
});

test('without workers, the error says what to do', async () => {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const { stdout } = await script(
    `
      import { VAE } from 'vae1';
      const options = { hiddenDims: [4], latentDim: 1, epochs: 1 };
      const rows = new Float32Array(8);
      const refused = (error) => console.log(error.code, error.message);
      await new VAE(options).train(rows, { features: 2 }).catch(refused);
      await new VAE({ ...options, worker: false }).train(rows, { features: 2 });
      console.log('trained in place');
    `,
    [permission, '--allow-fs-read=*'],
  );
  assert.match(
    stdout,
    /^ERR_OPTION worker is true, but no worker could be started: .+ set worker: false .+\n/,
  );
  assert.match(stdout, /\ntrained in place\n$/);
});

async function script(source, flags = []) {
  const args = [...flags, '--input-type=module', '--eval', source];
  // The exit code is null if the process was killed.
  const child = spawn(process.execPath, args, { cwd: import.meta.dirname, timeout: 30_000 });
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.on('exit', resolve)),
  ]);
  return { code, stdout, stderr };
}
