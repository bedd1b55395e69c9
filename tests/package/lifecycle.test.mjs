// Many models leave nothing behind in a user's process: no memory, no worker, no handle.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { installedPackage } from './installed-package.mjs';
import { runProgram } from './run-program.mjs';

const program = readFileSync(new URL('lifecycle/many-models.mjs', import.meta.url), 'utf8');

/**
 * Models between two collections of garbage. Among fewer models it must be smaller, so that a quarter of
 * the looks is several: a single one may be off by half a megabyte.
 */
const STEP = 20;
/** Models that take half a minute, two such tests at a time. */
const MANY = 400;

/**
 * The most that a model may leave, in bytes. Over 1,000 models a heap grows by 0.1 to 0.3 KB a model
 * and a process by 3 to 20, as allocators do; a worker that is left takes megabytes, and a result that
 * is kept 16 KB. Among fewer models what the engine keeps but once counts for more of each.
 */
const leftOfAModel = (models) =>
  models < MANY ? { heap: 10_000, rss: 200_000 } : { heap: 2000, rss: 100_000 };

let consumer;
before(async () => {
  consumer = await installedPackage({ files: { 'many-models.mjs': program } });
});
after(() => consumer?.remove());

const CELLS = [
  { end: 'disposed', where: 'on one thread', options: { threads: 1 }, models: MANY },
  { end: 'disposed', where: 'on several threads', options: { threads: 2 }, models: 80, step: 5 },
  { end: 'disposed', where: 'in place', options: { worker: false }, models: MANY },
  { end: 'forgotten', where: 'on one thread', options: { threads: 1 }, models: MANY },
  { end: 'forgotten', where: 'on several threads', options: { threads: 2 }, models: 80, step: 5 },
  { end: 'forgotten', where: 'in place', options: { worker: false }, models: MANY },
];

// Two at a time.
describe('models leave nothing', { concurrency: 2 }, () => {
  for (const { end, where, options, models, step = STEP } of CELLS)
    test(`${models} models that run ${where} and are ${end}`, async (t) => {
      const report = await run({ models, step, end, options }, (line) => t.diagnostic(line));
      t.diagnostic(`${JSON.stringify(growth(report, models))}, ${report.mostWorkers} workers`);
      assertNothingLeft(report, models, step);
    });
});

describe('a leak is found', { concurrency: 2 }, () => {
  const [thread, place] = [{ threads: 1 }, { worker: false }];
  const leaks = [
    { leak: 'workers that are not ended', options: thread, told: /workers at a time/ },
    {
      leak: 'models whose end nobody hears of',
      end: 'forgotten',
      options: thread,
      told: /workers at a time/,
    },
    { leak: 'a dispose() that does nothing', options: thread, told: /workers at a time/ },
    { leak: 'a dispose() that does nothing', options: place, told: /heap grows by \d{7,} bytes/ },
    { leak: 'results that are kept', options: place, told: /heap grows by \d{5} bytes/ },
  ];
  for (const { told, ...given } of leaks)
    test(`${given.leak} (${JSON.stringify(given.options)})`, async () => {
      const report = await run({ models: 48, step: 4, end: 'disposed', ...given });
      assert.throws(() => assertNothingLeft(report, 48, 4), told);
    });
});

/** Runs many-models.mjs; what it reports. `said` is told of a run that Node itself did not survive. */
async function run({ leak = 'nothing', ...given }, said = () => {}) {
  const args = ['--expose-gc', 'many-models.mjs', JSON.stringify({ step: STEP, ...given, leak })];
  const once = () =>
    runProgram(process.execPath, args, { cwd: consumer.folder, timeout: 1_200_000 });
  let { code, signal, stdout, stderr } = await once();
  // Seen once in some 8,000 models, with Node 20. Most likely Node's own, in ending one thread while
  // another starts: https://github.com/nodejs/node/issues/56312
  if (signal && signal !== 'SIGTERM') {
    said(`Node ended by ${signal}: once more`);
    ({ code, signal, stdout, stderr } = await once());
  }
  assert.deepEqual({ code, signal, stderr }, { code: 0, signal: null, stderr: '' });
  return JSON.parse(stdout);
}

function assertNothingLeft(report, models, step = STEP) {
  const { mostWorkers, before, left } = report;
  // Garbage was collected every `step` models: more than two such times' workers were not given back.
  assert.ok(mostWorkers <= 2 * step, `${mostWorkers} workers at a time`);
  assert.deepEqual(left, { workers: 0, resources: before });
  const bounds = leftOfAModel(models);
  for (const [kind, bytes] of Object.entries(growth(report, models)))
    assert.ok(bytes < bounds[kind], `${kind} grows by ${bytes} bytes a model`);
}

/** Bytes by which memory grows from model to model: from the second quarter of them to the last. */
function growth({ looks }, models) {
  const quarter = looks.length / 4;
  const perModel = (kind) => {
    const bytes = looks.map((look) => look[kind]);
    const [early, late] = [bytes.slice(quarter, 2 * quarter), bytes.slice(3 * quarter)].map(median);
    return Math.round((late - early) / (models / 2));
  };
  return { heap: perModel('heap'), rss: perModel('rss') };
}

/** Not the mean: one look may come upon what is about to be freed. */
function median(values) {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
