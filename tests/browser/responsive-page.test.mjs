// While 60,000 x 784 trains in the page, its own thread never works for long at a stretch.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchChromium, skip } from './chromium.mjs';
import { describeTasks, PageTasks } from './page-tasks.mjs';
import { openPage, servePageUnderTest, status, train } from './page-under-test.mjs';

const LIMIT_MS = 50;
const PLANTED_MS = 80;

let server, browser;

if (!skip) {
  before(async () => {
    server = await servePageUnderTest();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
}

test('no task of the page’s thread lasts over 50 ms in training', { skip }, async (t) => {
  const { page } = await openPage(browser, server.address);
  await status(page, /Ready to train/);
  await page.evaluate(observeLongTasks);
  await page.tracing.start({
    categories: ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  });

  await train(page, { Images: 60_000, Epochs: 1 });
  await status(page, /batch [1-9]\d\d /);
  await page.evaluate(plantTask, PLANTED_MS);
  await status(page, /^Trained/, 600_000);

  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const longTasks = await page.evaluate(() => globalThis.longTasks);
  await page.close();

  const tasks = new PageTasks(traceEvents, 'vae1:train');
  const planted = tasks.at('planted');
  const handOver = tasks.between('vae1:train', 'vae1:first-batch');
  const training = tasks
    .between('vae1:first-batch', 'vae1:trained')
    .filter((task) => task !== planted);

  t.diagnostic(`planted ${PLANTED_MS} ms of work: ${describeTasks([planted])}`);
  t.diagnostic(`handing the data over: ${describeTasks(handOver)}`);
  t.diagnostic(`training: ${describeTasks(training)}`);
  t.diagnostic(`'longtask' entries, the planted one included: ${longTasks.join(', ')} ms`);

  // Both probes see the planted task: what they do not see is not there.
  assert.ok(planted.cpu > LIMIT_MS, describeTasks([planted]));
  assert.ok(Math.max(0, ...longTasks) > LIMIT_MS, 'no longtask entry for the planted task');

  // Processor time, because a busy machine stretches every task by the clock.
  assert.ok(
    training.length > 1000,
    `the trace holds only ${training.length} tasks of the training`,
  );
  assert.ok(Math.max(...training.map(({ cpu }) => cpu)) <= LIMIT_MS, describeTasks(training));
});

// The functions below run in the page.

/** Keeps the durations, in ms by the clock, of all tasks of 50 ms and more. */
function observeLongTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
}

/** A task of so many ms of work: work, not time, so that a busy machine makes it no shorter. */
async function plantTask(ms) {
  const work = (rounds) => {
    let state = 1;
    for (let i = 0; i < rounds; ++i) state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state;
  };
  const rounds = 1e6;
  let fastest = Infinity;
  for (let trial = 0; trial < 40; ++trial) {
    await new Promise((resolve) => setTimeout(resolve));
    const began = performance.now();
    work(rounds);
    fastest = Math.min(fastest, performance.now() - began);
  }
  await new Promise((resolve) =>
    setTimeout(() => {
      performance.mark('planted');
      work((rounds * ms) / fastest);
      resolve();
    }),
  );
}
