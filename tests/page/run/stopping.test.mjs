// Why a run stopped, what the page says of it, and what Continue then does.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';
import { measurements, openTab, SETTINGS } from './support/studio.mjs';

const { epochsWaited } = await webModule('contract/patience.ts');
const { tablePatience } = await webModule('contract/table-defaults.ts');
const { stopWords } = await webModule('page/training/stop-words.ts');

/** Stops early soon. */
const HASTY = { ...SETTINGS, epochs: 400, learningRate: 0.1, validation: 0.5, patience: 3 };

test('a run that stops early says how long the held-out loss had not improved, and what is used', async (t) => {
  const { run, session } = openTab(t);
  const { model } = await run.train(HASTY, [], () => {});
  assert.equal(model.end, 'early');
  assert.equal(epochsWaited(session.history, 'table', HASTY), 3);
  const words = stopWords(model, session.history, HASTY, 200);
  assert.match(
    words,
    new RegExp(
      'Stopped early: the held-out loss had not improved for 3 epochs. ' +
        `The weights of epoch ${model.epochsDone - 3} are used. Continue .* at least 3 more epochs`,
    ),
  );
});

test('Continue after an early stop trains on, with its patience anew', async (t) => {
  const { run } = openTab(t);
  const first = await run.train(HASTY, [], () => {});
  const second = await run.train(HASTY, [], () => {});
  assert.ok(second.model.epochsDone >= first.model.epochsDone + 3, `${second.model.epochsDone}`);
  const third = await run.train({ ...HASTY, patience: 10 }, [], () => {});
  assert.ok(third.model.epochsDone >= second.model.epochsDone + 10, `${third.model.epochsDone}`);
});

test('an automatic patience is the library’s, and counts anew as well', async (t) => {
  const { run, session } = openTab(t);
  const settings = { ...HASTY, epochs: 3000, patience: null };
  const { model } = await run.train(settings, [], () => {});
  assert.equal(model.end, 'early');
  assert.equal(epochsWaited(session.history, 'table', settings), tablePatience(200, 20));
  const more = await run.train(settings, [], () => {});
  assert.ok(more.model.epochsDone >= model.epochsDone + tablePatience(200, 20));
  assert.match(stopWords(model, session.history, settings, 200), /by 0.001 nats or more for/);
});

test('with a beta schedule, early stopping counts the epochs after it', async (t) => {
  for (const betaSchedule of ['linear', 'cyclic']) {
    const { run, session } = openTab(t);
    const settings = { ...HASTY, betaSchedule, betaEpochs: 20 };
    const { model } = await run.train(settings, [], () => {});
    assert.equal(model.end, 'early');
    assert.equal(epochsWaited(session.history, 'table', settings), 3, betaSchedule);
  }
});

test('a stopped run and a finished one are told from one that stopped early, also when restored', async (t) => {
  const first = openTab(t);
  const { model } = await first.run.train(HASTY, [], () => {});
  const [{ id }] = [...first.store.runs.values()].map(({ run }) => run);
  const second = openTab(t, { data: null, keeping: { store: first.store } });
  const restored = await second.run.restore(id, () => {});
  assert.equal(restored.model.end, 'early');
  assert.equal(restored.model.bestEpoch, model.bestEpoch);

  const finished = await openTab(t).run.train(SETTINGS, [], () => {});
  assert.equal(finished.model.end, 'finished');
  assert.equal(stopWords(finished.model, [], SETTINGS, 200), null);
  assert.match(
    stopWords({ ...finished.model, end: 'stopped' }, [], SETTINGS, 200),
    /You stopped this run.*Continue keeps training from the last epoch/,
  );
});

test('the library’s schedules follow the settings', async (t) => {
  const { run, session } = openTab(t, { data: measurements(100) });
  const settings = {
    ...{ ...SETTINGS, epochs: 6, validation: 0, beta: 2, betaSchedule: 'linear', betaEpochs: 4 },
    ...{ learningRateSchedule: 'cosine', warmup: 2, freeBits: 0.5, weightDecay: 0.01 },
    ...{ maxGradientNorm: 1, decoder: 'independent' },
  };
  const { model } = await run.train(settings, [], () => {});
  assert.equal(model.decoder, 'independent');
  const { history } = session.model.vae;
  assert.deepEqual(
    history.map(({ beta }) => beta),
    [0, 0.5, 1, 1.5, 2, 2],
  );
  const rates = history.map(({ learningRate }) => learningRate);
  assert.deepEqual(rates.slice(0, 2).map((rate) => rate.toFixed(6)), ['0.001500', '0.003000']); // prettier-ignore
  assert.ok(rates[5] < rates[2], `${rates}`);
  // The free bits: each of the two latent dimensions counts at least half a nat.
  const { loss, reconstruction } = history.at(-1);
  assert.ok(loss >= reconstruction + 2 * 2 * 0.5 - 1e-6);
});
