// A call that is aborted while its model is disposed of fails once, through its own promise.
import assert from 'node:assert/strict';
import { setImmediate as nextTask, setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { TableVAE, VAE } from 'vae1';
import { data, FEATURES, SMALL } from '../support/models.mjs';

const unhandled = [];
const note = (reason) => unhandled.push(reason);
before(() => process.on('unhandledRejection', note));
after(() => process.off('unhandledRejection', note));

const table = Array.from({ length: 40 }, (_, i) => ({ size: i, kind: i % 2 ? 'odd' : 'even' }));
const rows = Array.from({ length: 90 }, (_, i) => [i % 7, (i * i) % 11, i % 3]);
function* chunks() {
  for (let first = 0; first < rows.length; first += 30) yield rows.slice(first, first + 30);
}

/** The model of a call, and the call; a model that is trained beforehand is loaded from its file. */
const CALLS = {
  train: [VAE, (model, signal) => model.train([[1], [2]], { signal })],
  'train on an iterable': [VAE, (model, signal) => model.train(chunks(), { signal })],
  'train on a stream': [VAE, (model, signal) => model.train(chunks, { signal })],
  'train on held-out rows': [
    VAE,
    (model, signal) => model.train([[1], [2]], { signal, validation: [[1]] }),
  ],
  'train of a table': [TableVAE, (model, signal) => model.train(table, { signal })],
  'train on': [VAE, (model, signal) => model.train(data, { epochs: 1e6, signal }), 'trained'],
  generate: [VAE, (model, signal) => model.generate(1e5, { signal }), 'trained'],
  encode: [VAE, (model, signal) => model.encode(data, { signal }), 'trained'],
  score: [
    VAE,
    (model, signal) => model.score(data, { method: 'elbo', samples: 5000, signal }),
    'trained',
  ],
  fitMixture: [VAE, (model, signal) => model.fitMixture(data, { signal }), 'trained'],
  'generate of a table': [TableVAE, (model, signal) => model.generate(1e4, { signal }), 'trained'],
  'encode of a table': [TableVAE, (model, signal) => model.encode(table, { signal }), 'trained'],
};

/** When each of the two happens. */
const MOMENTS = {
  'at once': undefined,
  'a microtask later': () => Promise.resolve(),
  'some microtasks later': async () => {
    for (let i = 0; i < 3; i++) await undefined;
  },
  'a task later': () => nextTask(),
  'while the engine starts': () => sleep(3),
  'while it works': () => sleep(40),
};

const files = {};
before(async () => {
  for (const [Model, given] of [
    [VAE, data],
    [TableVAE, table],
  ]) {
    const model = new Model({ ...SMALL, threads: 1 });
    await model.train(given, { ...(Model === VAE && { features: FEATURES }), epochs: 1 });
    files[Model.name] = await model.save();
    model.dispose();
  }
});

for (const worker of [true, false])
  for (const [name, [Model, call, trained]] of Object.entries(CALLS))
    test(`${name}, worker: ${worker}: aborted and disposed of in any order, at any time`, async () => {
      for (const [moment, wait] of Object.entries(MOMENTS))
        for (const order of ['abort, dispose', 'dispose, abort', 'abort, later dispose']) {
          const where = `${order} ${moment}`;
          const model = trained
            ? await Model.load(files[Model.name], { worker, threads: 1 })
            : new Model({ ...SMALL, worker, threads: 1 });
          const controller = new AbortController();
          const outcome = call(model, controller.signal).then(
            () => 'done',
            (error) => error.code ?? error.name,
          );
          if (wait) await wait();
          for (const [i, step] of order.replace('later ', '').split(', ').entries()) {
            if (i > 0 && order.includes('later')) await Promise.resolve();
            if (step === 'abort') controller.abort();
            else model.dispose();
          }
          const ended = await outcome;
          assert.ok(['ERR_DISPOSED', 20, 'done'].includes(ended), `${where}: ${ended}`);
          if (!moment.includes('while')) assert.notEqual(ended, 'done', where);
          await nextTask();
          await nextTask();
          assert.deepEqual(unhandled.splice(0), [], where);
        }
    });

for (const worker of [true, false])
  test(`load(), worker: ${worker}: aborted at any time`, async () => {
    for (const Model of [VAE, TableVAE])
      for (const [moment, wait] of Object.entries(MOMENTS)) {
        const controller = new AbortController();
        const loading = Model.load(files[Model.name], {
          worker,
          threads: 1,
          signal: controller.signal,
        });
        const outcome = loading.then(
          (model) => model.dispose(),
          (error) => assert.equal(error.name, 'AbortError', `${error} ${moment}`),
        );
        if (wait) await wait();
        controller.abort();
        await outcome;
        await nextTask();
        assert.deepEqual(unhandled.splice(0), [], moment);
      }
  });
