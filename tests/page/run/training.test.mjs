import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { webModule } from '../web-module.mjs';
import { images, listener, measurements, openTab, SETTINGS } from './support/studio.mjs';

const { tableOf } = await webModule('studio/session/dataset.ts');

const LONG = { ...SETTINGS, epochs: 100_000 };

for (const data of [measurements(), images()])
  test(`a run follows its settings: ${data.kind}`, async (t) => {
    const { run, session } = openTab(t, { data });
    const { all, report } = listener();
    const end = await run.train(SETTINGS, [], report);
    assert.equal(end.how, 'finished');
    assert.deepEqual(end.model, await run.model());
    assert.equal(end.model.epochsDone, 6);
    assert.equal(end.model.seed, 7);
    assert.ok(end.model.parameters > 0);
    assert.equal(all.at(-1).phase, 'ended');
    assert.deepEqual(
      all.flatMap(({ finished }) => finished),
      session.history,
    );
    assert.ok(
      session.history.every(({ validation }) => validation.loss > 0 || data.kind === 'table'),
    );
  });

test('images are trained by the network that the settings say; without one, fully connected', async (t) => {
  const { width, height, channels } = images().shape;
  for (const network of ['convolutional', 'fullyConnected', undefined]) {
    const { run, session } = openTab(t, { data: images() });
    await run.train({ ...SETTINGS, epochs: 1, network }, [], () => {});
    const { image } = session.model.vae;
    const expected = { width, height, channels, channelOrder: 'last' };
    assert.deepEqual(image, network === 'convolutional' ? expected : undefined);
  }
});

test('a table has no network of images, whatever the settings say', async (t) => {
  const { run } = openTab(t);
  const settings = { ...SETTINGS, epochs: 1, network: 'convolutional' };
  assert.equal((await run.train(settings, [], () => {})).how, 'finished');
});

test('the model does not have the columns left out', async (t) => {
  const { run } = openTab(t);
  const { model } = await run.train(SETTINGS, ['half'], () => {});
  assert.deepEqual(model.columns, ['along', 'up']);
});

test('training with all columns left out is refused', async (t) => {
  const { run } = openTab(t);
  await assert.rejects(
    run.train(SETTINGS, ['along', 'up', 'half'], () => {}),
    /All columns are left out/,
  );
});

test('a continued model keeps its columns', async (t) => {
  const { run } = openTab(t);
  await run.train(SETTINGS, ['half'], () => {});
  const { how, model } = await run.train({ ...SETTINGS, epochs: 8 }, ['up'], () => {});
  assert.equal(how, 'finished');
  assert.deepEqual(model.columns, ['along', 'up']);
});

test('a share of 0 holds out no rows, also for tables', async (t) => {
  const { run, session } = openTab(t);
  await run.train({ ...SETTINGS, validation: 0, epochs: 1 }, [], () => {});
  assert.equal(session.history[0].validation, null);
});

test('with patience a run can stop early, without it never', async (t) => {
  const settings = { ...SETTINGS, epochs: 60, learningRate: 0.1, validation: 0.5 };
  const patient = openTab(t);
  assert.equal((await patient.run.train(settings, [], () => {})).how, 'finished');
  const impatient = openTab(t);
  const end = await impatient.run.train({ ...settings, patience: 1 }, [], () => {});
  assert.equal(end.how, 'early');
  assert.ok(end.model.epochsDone < 60);
});

test('a patience left to the library is that of TableVAE', async (t) => {
  const { run } = openTab(t);
  const settings = {
    ...SETTINGS,
    epochs: 2000,
    learningRate: 0.1,
    validation: 0.5,
    patience: null,
  };
  const { how, model } = await run.train(settings, [], () => {});
  assert.equal(how, 'early');
  // 200 rows in batches of 20: four waits of 30 epochs, 300 batches, and of the epoch after them.
  assert.equal(model.epochsDone - model.bestEpoch, 4 * (30 + 1));
});

test('a rate and a batch size left to the library are those of TableVAE', async (t) => {
  const { run, session } = openTab(t);
  const { learningRate: _, batchSize: __, ...rest } = SETTINGS;
  await run.train({ ...rest, learningRate: null, batchSize: null }, [], () => {});
  const { latentDim, hiddenDims, activation, beta, seed, epochs, validation, deterministic } = rest;
  const own = new TableVAE({
    ...{ latentDim, hiddenDims, activation, beta, seed, epochs, deterministic },
    threads: 1,
  });
  t.after(() => own.dispose());
  await own.train(tableOf(session.data, []), { validation, earlyStopping: false });
  assert.deepEqual(
    session.model.vae.history.map(({ loss }) => loss),
    own.history.map(({ loss }) => loss),
  );
});

test('a paused run makes the same model as one that was not', async (t) => {
  const whole = openTab(t);
  await whole.run.train(SETTINGS, [], () => {});

  const { run, session } = openTab(t);
  const { report, when } = listener();
  const training = run.train(SETTINGS, [], report);
  await when(({ losses }) => losses !== null);
  await run.pause();
  const { epochsDone } = await when(({ phase }) => phase === 'paused');
  assert.ok(epochsDone > 0 && epochsDone < 6);
  // Inference works while the run is paused.
  assert.equal((await session.model.vae.generate(3)).along.length, 3);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(session.history.length, epochsDone);
  await run.resume();
  assert.equal((await training).how, 'finished');

  const [paused, straight] = [session, whole.session].map(({ model }) => model.vae.history);
  const losses = (history) => history.map(({ loss }) => loss);
  assert.deepEqual(losses(paused), losses(straight));
});

test('a run can be stopped in training and when paused, and continued later', async (t) => {
  const { run, session } = openTab(t);
  for (const paused of [false, true]) {
    const { report, when } = listener();
    const training = run.train(LONG, [], report);
    await when(({ epochsDone }) => epochsDone > 2);
    if (paused) {
      await run.pause();
      await when(({ phase }) => phase === 'paused');
    }
    await run.stop();
    assert.equal((await training).how, 'stopped');
  }
  const done = session.history.length;
  const end = await run.train({ ...SETTINGS, epochs: done + 2 }, [], () => {});
  assert.equal(end.how, 'finished');
  assert.equal(end.model.epochsDone, done + 2);
  assert.deepEqual(
    session.history.map(({ epoch }) => epoch),
    Array.from({ length: done + 2 }, (_, index) => index + 1),
  );
});

test('a run stopped after all its epochs counts as finished', async (t) => {
  const { run, session } = openTab(t);
  const { report, when } = listener();
  const training = run.train(SETTINGS, [], report);
  await when(({ losses }) => losses !== null);
  const { vae } = session.model;
  const save = vae.save.bind(vae);
  vae.save = async () => {
    if (session.history.length === SETTINGS.epochs) await run.stop();
    return save();
  };
  assert.equal((await training).how, 'finished');
});

test('a second run, and one with no epochs left, are refused with a sentence', async (t) => {
  const { run } = openTab(t);
  const { report, when } = listener();
  const training = run.train(LONG, [], report);
  await when(({ losses }) => losses !== null);
  await assert.rejects(
    run.train(LONG, [], () => {}),
    /A run is in progress\. Stop it before you start another run/,
  );
  await assert.rejects(run.startOver(), /Stop it before you start over/);
  await run.stop();
  const { model } = await training;
  const spent = { ...LONG, epochs: model.epochsDone };
  await assert.rejects(
    run.train(spent, [], () => {}),
    /finished all \d+ epochs/,
  );
});

test('the library’s errors reject the run, and another run can start', async (t) => {
  const { run, session } = openTab(t);
  const { all, report } = listener();
  const wild = { ...SETTINGS, validation: 1 };
  await assert.rejects(run.train(wild, [], report), { name: 'VAEError' });
  assert.equal(all.at(-1).phase, 'ended');
  assert.equal(session.model, null);
  assert.equal((await run.train(SETTINGS, [], () => {})).how, 'finished');
});

test('a diverging run says so, and starting over works', async (t) => {
  const { run } = openTab(t, { data: images() });
  const wild = { ...SETTINGS, learningRate: 1e30 };
  await assert.rejects(
    run.train(wild, [], () => {}),
    /stopped being finite/,
  );
  await run.startOver();
  assert.equal(await run.model(), null);
  assert.equal((await run.train(SETTINGS, [], () => {})).how, 'finished');
});

test('opening other data ends a run', async (t) => {
  const { run, session } = openTab(t);
  const { report, when } = listener();
  const training = run.train(LONG, [], report);
  await when(({ epochsDone }) => epochsDone > 1);
  session.openData(images(), {});
  const end = await training;
  assert.deepEqual([end.how, end.model], ['stopped', null]);
  assert.deepEqual(session.history, []);
});

test('news stays rare and the curve bounded, however fast the epochs are', async (t) => {
  const { run } = openTab(t, { data: measurements(40) });
  const { all, report } = listener();
  const { seconds } = await run.train({ ...SETTINGS, epochs: 3000, hiddenDims: [] }, [], report);
  const points = all.flatMap(({ curve }) => curve);
  assert.ok(points.length > 500 && points.length <= 1050, `${points.length} points`);
  assert.equal(points.at(-1).epoch, 3000);
  // Ten a second, plus those for phases and for kept states.
  assert.ok(all.length <= 11 * seconds + 10, `${all.length} in ${seconds} s`);
});

test('an epoch with many batches has several points, each the mean over its own batches', async (t) => {
  const { run, session } = openTab(t, { data: measurements(8000) });
  const { all, report } = listener();
  await run.train({ ...SETTINGS, validation: 0, epochs: 1 }, [], report);
  const points = all.flatMap(({ curve }) => curve);
  assert.equal(points.length, 20);
  const mean = points.reduce((sum, { loss }) => sum + loss, 0) / points.length;
  assert.ok(Math.abs(mean - session.history[0].loss) < 1e-6 * Math.abs(mean));
  assert.ok(points[0].loss > points.at(-1).loss);
});

test('an epoch with few batches is one point', async (t) => {
  const { run } = openTab(t);
  const { all, report } = listener();
  await run.train(SETTINGS, [], report);
  const places = all.flatMap(({ curve }) => curve.map(({ epoch }) => epoch));
  assert.deepEqual(places, [1, 2, 3, 4, 5, 6]);
});
