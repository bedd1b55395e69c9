// The estimate of the page belongs to the data that are open.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expose } from 'comlink';
import { webModule } from '../web-module.mjs';

const measure = { calls: 0, refuses: true };

/** The page's end of the channel. */
let page;

/** Stands for the studio's worker. */
globalThis.Worker = class {
  constructor() {
    const { port1, port2 } = new MessageChannel();
    const run = {
      async measure() {
        measure.calls++;
        if (measure.refuses) throw new Error('No number fits.');
        return { secondsPerBatch: 0.01 };
      },
    };
    expose({ run }, port1);
    return (page = port2);
  }
};

const { estimate, refusal } = await webModule('page/training/estimate.ts');
const { data } = await webModule('page/state/data.ts');

test('data that are read again with other types are measured again', async (t) => {
  t.after(() => page.close());
  const columns = ['a', 'b'].map((name) => ({ name, type: 'continuous', examples: [] }));
  const summary = { kind: 'table', name: 't.csv', rows: 500, notes: [], columns };
  data.value = summary;
  await until(() => refusal.value !== null);
  assert.equal(refusal.value, 'No number fits.');
  measure.refuses = false;
  data.value = { ...summary };
  assert.equal(refusal.value, null);
  await until(() => estimate.value !== null);
  assert.equal(measure.calls, 2);
});

function until(isTrue) {
  return new Promise((resolve) => {
    // Keeps the process alive while the page waits.
    const waiting = setInterval(() => isTrue() && resolve(clearInterval(waiting)), 20);
  });
}
