// While the page trains on images of 60,000 x 784 values, or on a table of 32,561 x 15, its own thread never
// works for long at a stretch.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMnist } from '../../../experiments/mnist-data.mjs';
import { censusCsv } from '../census-table.mjs';
import { CHROMIUM } from '../drivers.mjs';
import { countFrames } from '../frames.mjs';
import { idxGz } from '../idx-file.mjs';
import { describeTasks, PageTasks } from '../page-tasks.mjs';
import { writeFiles } from '../temporary-files.mjs';
import { moreSettings, startTraining, untilEnded } from '../training.mjs';
import { inBrowser } from '../visit-tests.mjs';

const LIMIT_MS = 50;
const PLANTED_MS = 80;
const DRAG_SECONDS = 4;
const TRAINING_SECONDS = 8;
const MAP = '[role=application][aria-label^="Latent map"]';

let files;
before(async () => {
  const { images, labels, rows } = await readMnist('train');
  files = await writeFiles({
    'train-images-idx3-ubyte.gz': idxGz([rows, 28, 28], images),
    'train-labels-idx1-ubyte.gz': idxGz([rows], labels),
    'census.csv': censusCsv(),
  });
});
after(() => files.remove());

inBrowser(CHROMIUM, (visitTest) => {
  visitTest(
    'with all of MNIST, no task of the page’s thread exceeds 50 ms, and frames keep coming',
    async (visit, { context }) => {
      const { page } = visit;
      const say = (message) => context.diagnostic(message);
      const mark = marker(page);
      const endTrace = await beginTrace(page);
      await mark('begin');
      await visit.choose(
        files.path('train-images-idx3-ubyte.gz'),
        files.path('train-labels-idx1-ubyte.gz'),
      );
      await visit.reads(/60,000 images/);
      await mark('opened');

      await moreSettings(visit);
      await startTraining(visit, { Epochs: 2, 'Latent size': 2, 'Random sample': 6000 });
      await visit.openTab('Latent map');
      await page.waitForSelector(MAP, { timeout: 120_000 });
      await mark('map');
      const { frames, seconds, longestGap } = await dragOverMap(visit);
      say(`dragging: ${frames} frames in ${seconds.toFixed(1)} s, longest gap ${longestGap} ms`);
      await mark('dragged');
      await page.evaluate(plantTask, PLANTED_MS);
      await untilEnded(visit, 300_000);
      await mark('end');

      const { tasks, longTasks } = await endTrace();
      const planted = tasks.at('planted');
      const others = tasks.between('begin', 'end').filter((task) => task !== planted);

      say(`planted ${PLANTED_MS} ms of work: ${describeTasks([planted])}`);
      for (const [first, last] of [
        ['begin', 'opened'],
        ['opened', 'map'],
        ['map', 'dragged'],
        ['dragged', 'end'],
      ])
        say(`from '${first}' to '${last}': ${describeTasks(tasks.between(first, last))}`);
      say(`'longtask' entries, the planted one included: ${longTasks.join(', ')} ms`);

      // Both probes detect the planted task, so they would detect other long tasks.
      assert.ok(planted.cpu > LIMIT_MS, describeTasks([planted]));
      assert.ok(Math.max(0, ...longTasks) > LIMIT_MS, 'no longtask entry for the planted task');

      // Compare processor time, because on a busy machine every task takes longer by the clock.
      assert.ok(others.length > 1000, `the trace holds only ${others.length} tasks`);
      assert.ok(Math.max(...others.map(({ cpu }) => cpu)) <= LIMIT_MS, describeTasks(others));

      // A page whose thread waited for decoding would show only a few per second.
      assert.ok(frames > 15 * seconds, `${frames} frames in ${seconds} s of dragging`);
    },
  );

  visitTest(
    'with a table of 32,561 rows, no task of the page’s thread exceeds 50 ms, and frames keep coming',
    async (visit, { context }) => {
      const { page } = visit;
      const say = (message) => context.diagnostic(message);
      const mark = marker(page);
      await page.setViewport({ width: 1440, height: 900 });
      const endTrace = await beginTrace(page);
      await mark('begin');
      await visit.choose(files.path('census.csv'));
      await visit.reads(/32,561 rows, 15 columns/);
      await mark('opened');
      await startTraining(visit, { Epochs: 300 });
      await visit.openTab('Distributions');
      await mark('watching');
      const framesSoFar = await countFrames(page);
      await sleep(1000 * TRAINING_SECONDS);
      const { frames, seconds, longestGap } = await framesSoFar();
      await mark('end');
      const { tasks, longTasks } = await endTrace();
      await visit.press('Stop');
      await untilEnded(visit);

      say(`${(frames / seconds).toFixed(1)} frames a second, longest gap ${longestGap} ms`);
      for (const [first, last] of [
        ['begin', 'opened'],
        ['opened', 'watching'],
        ['watching', 'end'],
      ])
        say(`from '${first}' to '${last}': ${describeTasks(tasks.between(first, last))}`);
      say(`'longtask' entries: ${longTasks.join(', ')} ms`);
      const all = tasks.between('begin', 'end');
      assert.ok(all.length > 1000, `the trace holds only ${all.length} tasks`);
      assert.ok(Math.max(...all.map(({ cpu }) => cpu)) <= LIMIT_MS, describeTasks(all));
      assert.ok(frames > 15 * seconds, `${frames} frames in ${seconds} s of training`);
    },
  );
});

const marker = (page) => (name) => page.evaluate((its) => void performance.mark(its), name);

/** @returns a function that ends the trace and returns the page's tasks; it needs a mark 'begin'. */
async function beginTrace(page) {
  await page.evaluate(observeLongTasks);
  await page.tracing.start({
    categories: ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing'],
  });
  return async () => {
    const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
    const longTasks = await page.evaluate(() => globalThis.longTasks);
    return { tasks: new PageTasks(traceEvents, 'begin'), longTasks };
  };
}

/** Drags back and forth over the latent map. Returns the frames meanwhile. */
async function dragOverMap({ page }) {
  const map = await page.waitForSelector(MAP);
  await map.scrollIntoView();
  const { x, y, width, height } = await map.boundingBox();
  const to = (turn) =>
    page.mouse.move(
      x + width * (0.5 + 0.4 * Math.cos(turn)),
      y + height * (0.5 + 0.4 * Math.sin(2 * turn)),
    );
  await to(0);
  await page.mouse.down();
  const framesSoFar = await countFrames(page);
  const end = Date.now() + 1000 * DRAG_SECONDS;
  for (let turn = 0; Date.now() < end; turn += 0.02) await to(turn);
  const counted = await framesSoFar();
  await page.mouse.up();
  return counted;
}

// The functions below run in the page.

/** Records the durations, in ms by the clock, of all tasks of 50 ms and more. */
function observeLongTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    globalThis.longTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
}

/**
 * A task with `ms` of work. It is measured in work, not time, so that a busy machine does not
 * shorten it.
 */
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
