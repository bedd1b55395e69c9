// deterministic: true gives the same file in every engine, on any number of threads.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { servePlainPage } from '../browser/plain-page.mjs';
import { ENGINES, runInNode } from './engines.mjs';
import { train } from './in-engine.mjs';
import { TRAININGS } from './trainings.mjs';

const ON_ONE_THREAD = [
  { asked: { threads: 1 }, runs: { build: 'simd', threads: 1 } },
  { asked: { build: 'simd', threads: 4 }, runs: { build: 'simd', threads: 1 } },
];
const ON_THREADS = [
  { asked: { build: 'simd-threads', threads: 1 }, runs: { build: 'simd-threads', threads: 1 } },
  { asked: { threads: 2 }, runs: { build: 'simd-threads', threads: 2 } },
  { asked: { threads: 4 }, runs: { build: 'simd-threads', threads: 4 } },
];

/** The options for each engine, and the build and threads that it must run. */
const DETERMINISTIC = {
  'Node 20': [...ON_ONE_THREAD, ...ON_THREADS],
  'Node 24': [...ON_ONE_THREAD, ...ON_THREADS],
  Chromium: [...ON_ONE_THREAD, ...ON_THREADS],
  Firefox: [...ON_ONE_THREAD, ...ON_THREADS],
  // WebKitGTK has no shared memory.
  WebKitGTK: [...ON_ONE_THREAD, { asked: { threads: 4 }, runs: { build: 'simd', threads: 1 } }],
};

/** The engines with relaxed SIMD. */
const RELAXED = ['Node 24', 'Chromium', 'Firefox'];

/** The hash of each training's file, computed here on one thread. */
const expected = {};
let server;

before(async () => {
  server = await servePlainPage({ isolated: true });
  for (const [name, training] of Object.entries(TRAININGS)) {
    const { sha256, losses } = await train(
      withOptions(training, { build: 'simd', deterministic: true }),
    );
    assert.ok(losses.at(-1) < losses[0], `${name} learns nothing: losses ${losses}`);
    expected[name] = sha256;
  }
});
after(() => server?.close());

for (const [engineName, { skip, open }] of Object.entries(ENGINES)) {
  describe(engineName, () => {
    let engine;
    if (!skip) {
      before(async () => {
        engine = await open(server.address);
      });
      after(() => engine?.close());
    }
    const run = (training, options) => engine.call('train', withOptions(training, options));

    for (const { asked, runs } of DETERMINISTIC[engineName]) {
      const title = `${engineName}, given ${shown(asked)}, runs ${shown(runs)}: the same file`;
      test(title, { skip }, async () => {
        for (const [name, training] of Object.entries(TRAININGS)) {
          const { build, threads, sha256 } = await run(training, { ...asked, deterministic: true });
          assert.deepEqual({ build, threads, sha256 }, { ...runs, sha256: expected[name] }, name);
        }
      });
    }

    if (!RELAXED.includes(engineName)) return;

    test(
      `${engineName}, relaxed: a different file only if multiply-add is fused`,
      { skip },
      async () => {
        const fuses = await engine.call('fusesMultiplyAdd');
        for (const [name, training] of Object.entries(TRAININGS)) {
          // Both without `deterministic`, which the file would record.
          const simd = await run(training, { build: 'simd' });
          const relaxed = await run(training, { build: 'relaxed' });
          assert.equal(relaxed.build, 'relaxed');
          assert.equal(relaxed.sha256 !== simd.sha256, fuses, name);
        }
      },
    );

    test(`${engineName}, relaxed: the same file on 1, 2 and 4 threads`, { skip }, async () => {
      for (const [name, training] of Object.entries(TRAININGS)) {
        const { sha256 } = await run(training, { build: 'relaxed' });
        for (const threads of [2, 4]) {
          const ran = await run(training, { threads });
          assert.deepEqual(
            { build: ran.build, threads: ran.threads, sha256: ran.sha256 },
            { build: 'relaxed-threads', threads, sha256 },
            name,
          );
        }
      }
    });
  });
}

test('an engine with a different Math makes the same file', async () => {
  for (const [name, training] of Object.entries(TRAININGS)) {
    const inPlace = withOptions(training, { deterministic: true, worker: false });
    const [blurred, { sha256 }] = await runInNode(process.execPath, [
      { name: 'blurMath' },
      { name: 'train', argument: inPlace },
    ]);
    assert.ok(blurred.includes('exp'), `exp is not blurred: ${blurred}`);
    assert.equal(sha256, expected[name], name);
  }
});

function withOptions({ options, ...training }, more) {
  return { ...training, options: { ...options, ...more } };
}

function shown(options) {
  return Object.entries(options)
    .map(([name, value]) => `${name} ${value}`)
    .join(' and ');
}
