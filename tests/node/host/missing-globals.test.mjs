// Environments that lack globals, such as test runners with an emulated document.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runModule } from '../support/run-module.mjs';

/** Globals of hosts, and globals of the language that are newer than its modules. */
const OF_HOSTS = [
  ...['AbortController', 'AbortSignal', 'Blob', 'BroadcastChannel', 'crypto', 'DOMException'],
  ...['Event', 'EventTarget', 'fetch', 'MessageChannel', 'MessagePort', 'navigator', 'performance'],
  ...['queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout', 'structuredClone'],
  ...['TextDecoder', 'TextEncoder', 'URL', 'WebAssembly', 'SharedArrayBuffer', 'Worker'],
];

/** Without these Node's own modules serve, of which there are the same. */
const REPLACED = ['crypto', 'MessageChannel', 'setImmediate', 'TextDecoder', 'TextEncoder'];

const without = (names) => names.map((name) => `delete globalThis.${name};\n`).join('');

test('importing the package needs only globals of the language', async () => {
  const source = `${without(OF_HOSTS)}
    const { VAE } = await import('vae1');
    console.log(typeof VAE);`;
  assert.deepEqual(await runModule(source), { stdout: 'function\n', stderr: '' });
});

const TRAINS = `
  const { TableVAE, VAE } = await import('vae1');
  for (const worker of [true, false]) {
    const model = new TableVAE({ worker, epochs: 2, hiddenDims: [8], latentDim: 2 });
    await model.train(Array.from({ length: 30 }, (_, i) => ({ size: i, kind: i % 2 ? 'a' : 'b' })));
    const copy = await TableVAE.load(await model.save(), { worker });
    console.log((await copy.generate(3)).length);
    model.dispose();
    copy.dispose();
  }`;

for (const names of [...REPLACED.map((name) => [name]), REPLACED])
  test(`without ${names}, a table is trained, saved and loaded`, async () => {
    assert.deepEqual(await runModule(without(names) + TRAINS), {
      stdout: '3\n3\n',
      stderr: '',
    });
  });

/** Ways to make a task outside Node, and the globals missing for each. */
const TASKS = {
  setImmediate: without(['process']),
  'MessageChannel in a browser': `${without(['process', 'setImmediate'])} globalThis.document = {};`,
  'setTimeout in a browser': `${without(['process', 'setImmediate', 'MessageChannel'])}
    globalThis.document = {};`,
  'setTimeout elsewhere': without(['process', 'setImmediate']),
};

for (const [name, surroundings] of Object.entries(TASKS))
  test(`outside of Node, ${name} runs tasks in order`, async () => {
    const source = `
      import { nextTask } from './build/js/host/next-task.js';
      const { process } = globalThis;
      ${surroundings}
      const order = await new Promise((resolve) => {
        const order = [];
        for (const i of [1, 2, 3]) nextTask(() => order.push(i) === 4 && resolve(order));
        order.push(0);
      });
      globalThis.process = process;
      console.log(order.join());
      process.exit();`;
    assert.deepEqual(await runModule(source), { stdout: '0,1,2,3\n', stderr: '' });
  });

for (const type of ['renderer', 'worker', 'service-worker', 'browser', 'utility', undefined]) {
  const inPage = ['renderer', 'worker', 'service-worker'].includes(type);
  test(`Electron's process of type ${type} is ${inPage ? 'a page' : "Node's"}`, async () => {
    const source = `
      import { nodeModule } from './build/js/host/node-module.js';
      process.type = ${JSON.stringify(type)};
      console.log(nodeModule('node:worker_threads') === undefined);`;
    assert.deepEqual(await runModule(source), { stdout: `${inPage}\n`, stderr: '' });
  });
}
