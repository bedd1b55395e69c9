// How long a run takes, and what would shorten it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { webModule } from '../web-module.mjs';
import { images, measurements, openTab, SETTINGS } from './support/studio.mjs';

const { tableOf } = await webModule('studio/session/dataset.ts');
const { workOf } = await webModule('page/training/work.ts');
const { proposal } = await webModule('page/training/proposal.ts');
const { aboutDuration } = await webModule('page/training/about-duration.ts');

test('the work of a run is that of the library, whose batches follow the rows', async () => {
  for (const rows of [200, 1999, 2000, 7999, 8000]) {
    const data = measurements(rows);
    const settings = {
      ...SETTINGS,
      batchSize: null,
      learningRate: null,
      epochs: 1,
      validation: 0.1,
    };
    const model = new TableVAE({ hiddenDims: [], latentDim: 1, seed: 1, threads: 1 });
    let batches;
    const onBatch = (progress) => ({ batches } = progress);
    await model.train(tableOf(data, []), { epochs: 1, validation: 0.1, onBatch });
    model.dispose();
    assert.equal(workOf(data, settings).batches, batches, `${rows} rows`);
  }
});

test('a sample has the work of its rows', () => {
  const data = { kind: 'table', rows: 1_000_000 };
  const settings = { ...SETTINGS, batchSize: 100, validation: 0, sampleRows: 5000 };
  assert.deepEqual(workOf(data, settings), { epochs: 6, batches: 50, batchSize: 100 });
});

for (const [data, network] of [
  [measurements(), undefined],
  [images(), 'fullyConnected'],
  [images(), 'convolutional'],
])
  test(`measuring tells how long a batch takes and leaves no model: ${data.kind}, ${network}`, async (t) => {
    const { run, session } = openTab(t, { data });
    const pace = await run.measure({ ...SETTINGS, network }, []);
    assert.ok(pace.secondsPerBatch > 0 && pace.secondsPerBatch < 1, `${pace.secondsPerBatch}`);
    assert.equal(session.model, null);
    assert.equal(await run.model(), null);
  });

test('a condition that is rare is not refused for the rows that are measured', async (t) => {
  const base = measurements(40_000);
  const codes = new Uint32Array(40_000).fill(1);
  codes[7] = 2;
  const rare = { kind: 'text', name: 'rare', codes, values: ['usual', 'rare'] };
  const { run } = openTab(t, { data: { ...base, columns: [...base.columns, rare] } });
  const pace = await run.measure({ ...SETTINGS, conditions: ['rare'] }, []);
  assert.ok(pace.secondsPerBatch > 0);
});

test('a run interrupts measuring', async (t) => {
  const { run } = openTab(t);
  const measuring = run.measure(SETTINGS, []);
  const { how } = await run.train(SETTINGS, [], () => {});
  assert.equal(how, 'finished');
  assert.equal(await measuring, null);
});

const MILLION = { kind: 'table', rows: 1_000_000 };
const LONG = { ...SETTINGS, batchSize: null, validation: 0.1, epochs: 300 };

test('a run of hours is shortened to ten minutes by a sample and fewer epochs, which it names', () => {
  const { change, says, seconds } = proposal(MILLION, LONG, 0.02, null);
  assert.ok(seconds <= 600 && seconds > 300, `${seconds}`);
  assert.equal(change.sampleRows, 50_000);
  assert.match(
    says,
    /^a random sample of 50,000 of the 1,000,000 rows and 170 epochs instead of 300$/,
  );
  const { epochs, batches } = workOf(MILLION, { ...LONG, ...change });
  assert.ok(Math.abs(epochs * batches * 0.02 - seconds) < 1e-6);
});

test('a larger batch is proposed only where it saves time', () => {
  const faster = proposal(MILLION, LONG, 0.01, 0.012);
  assert.equal(faster.change.batchSize, 1024);
  assert.match(faster.says, /^batches of 1,024 rows instead of 256 and a random sample/);
  const slower = proposal(MILLION, LONG, 0.01, 0.04);
  assert.equal(slower.change.batchSize, 256);
  assert.doesNotMatch(slower.says, /batches/);
});

test('few rows get fewer epochs, and a run that cannot be shortened gets no proposal', () => {
  const data = { kind: 'table', rows: 10_000 };
  const { says } = proposal(data, { ...LONG, epochs: 1000 }, 0.1, null);
  assert.match(says, /^\d+ epochs instead of 1,000$/);
  assert.equal(proposal(data, { ...LONG, epochs: 10 }, 10, null), null);
});

test('durations are rough', () => {
  assert.deepEqual(
    [3, 42, 61, 185, 7300, 4 * 86_400].map(aboutDuration),
    ['a few seconds', 'about 40 seconds', 'about 1 minute', 'about 3 minutes', 'about 2 hours', 'about 4 days'], // prettier-ignore
  );
});
