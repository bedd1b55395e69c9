// Stepping: a run that goes on by one batch or one epoch at a time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { images, listener, measurements, openTab, SETTINGS } from './support/studio.mjs';

const losses = ({ session }) => session.model.vae.history.map(({ loss }) => loss);
const isPaused = ({ phase }) => phase === 'paused';

/** A listener that also waits for the next pause after now. */
function steps() {
  const heard = listener();
  let from = 0;
  const paused = async () => {
    const news = await heard.when((one) => isPaused(one) && heard.all.indexOf(one) >= from);
    from = heard.all.length;
    return news;
  };
  return { ...heard, paused };
}

for (const data of [measurements(), images()])
  test(`a run in steps has the losses of a run without: ${data.kind}`, async (t) => {
    const whole = openTab(t, { data });
    await whole.run.train(SETTINGS, [], () => {});

    const tab = openTab(t, { data });
    const { report, paused } = steps();
    const training = tab.run.train(SETTINGS, [], report, { step: 'batch' });
    let news = await paused();
    const { batches } = news;
    assert.ok(batches > 3);
    assert.deepEqual([news.epochsDone, news.batch], [0, 1]);
    assert.ok(Number.isFinite(news.batchLoss));
    // The model can be looked at between two batches.
    assert.ok(tab.session.model.vae.parameters > 0);

    // Through the first epoch by batches: its last batch ends it.
    for (let batch = 2; batch <= batches; batch++) {
      await tab.run.step('batch');
      news = await paused();
      const place = batch < batches ? [0, batch] : [1, null];
      assert.deepEqual([news.epochsDone, news.batch], place);
    }
    // From within an epoch to its end, and then a whole one.
    await tab.run.step('batch');
    assert.deepEqual((await paused()).batch, 1);
    await tab.run.step('epoch');
    assert.deepEqual((await paused()).epochsDone, 2);
    await tab.run.step('epoch');
    assert.deepEqual((await paused()).epochsDone, 3);
    await tab.run.resume();
    assert.equal((await training).how, 'finished');
    assert.deepEqual(losses(tab), losses(whole));
    assert.deepEqual(await tab.session.model.vae.save(), await whole.session.model.vae.save());
  });

test('a step of a run that is not paused changes nothing, and a run between batches can be stopped', async (t) => {
  const { run, session } = openTab(t);
  await run.step('batch');
  assert.equal(session.model, null);
  const { report, paused } = steps();
  const training = run.train(SETTINGS, [], report, { step: 'batch' });
  await paused();
  await run.stop();
  const end = await training;
  assert.equal(end.how, 'stopped');
  assert.equal(end.model.epochsDone, 0);
  // The next run goes on from there, with all its epochs.
  const next = await run.train(SETTINGS, [], () => {});
  assert.equal(next.model.epochsDone, SETTINGS.epochs);
});

test('within an epoch the kept model stays that of the last epoch', async (t) => {
  const { run, store } = openTab(t);
  const { report, paused, when } = steps();
  const training = run.train(SETTINGS, [], report, { step: 'epoch' });
  await paused();
  await when(({ kept }) => kept !== null);
  const [stored] = store.runs.values();
  const file = () => store.runs.get(stored.run.id).model?.file;
  while (!file()) await new Promise((resolve) => setTimeout(resolve, 5));
  const before = file();
  await run.step('batch');
  await paused();
  assert.equal(file(), before);
  await run.stop();
  await training;
});
