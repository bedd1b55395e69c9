import assert from 'node:assert/strict';
import { test } from 'node:test';
import { images, listener, measurements, openTab, SETTINGS } from './support/studio.mjs';

const LONG = { ...SETTINGS, epochs: 100_000 };

for (const data of [measurements(), images()])
  test(`a run trains what the settings say: ${data.kind}`, async (t) => {
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

test('columns that are left out are not in the model', async (t) => {
  const { run } = openTab(t);
  const { model } = await run.train(SETTINGS, ['half'], () => {});
  assert.deepEqual(model.columns, ['along', 'up']);
});

test('with all columns left out there is nothing to learn from', async (t) => {
  const { run } = openTab(t);
  await assert.rejects(
    run.train(SETTINGS, ['along', 'up', 'half'], () => {}),
    /All columns are left out/,
  );
});

test('a model that goes on does without the columns that it began without', async (t) => {
  const { run } = openTab(t);
  await run.train(SETTINGS, ['half'], () => {});
  const { how, model } = await run.train({ ...SETTINGS, epochs: 8 }, ['up'], () => {});
  assert.equal(how, 'finished');
  assert.deepEqual(model.columns, ['along', 'up']);
});

test('a share of 0 holds no rows out, of tables too', async (t) => {
  const { run, session } = openTab(t);
  await run.train({ ...SETTINGS, validation: 0, epochs: 1 }, [], () => {});
  assert.equal(session.history[0].validation, null);
});

test('with patience a run ends early, without it never', async (t) => {
  const settings = { ...SETTINGS, epochs: 60, learningRate: 0.1, validation: 0.5 };
  const patient = openTab(t);
  assert.equal((await patient.run.train(settings, [], () => {})).how, 'finished');
  const impatient = openTab(t);
  const end = await impatient.run.train({ ...settings, patience: 1 }, [], () => {});
  assert.equal(end.how, 'early');
  assert.ok(end.model.epochsDone < 60);
});

test('a run that was paused makes the model of one that was not', async (t) => {
  const whole = openTab(t);
  await whole.run.train(SETTINGS, [], () => {});

  const { run, session } = openTab(t);
  const { report, when } = listener();
  const training = run.train(SETTINGS, [], report);
  await when(({ losses }) => losses !== null);
  await run.pause();
  const { epochsDone } = await when(({ phase }) => phase === 'paused');
  assert.ok(epochsDone > 0 && epochsDone < 6);
  // Reading works while it waits.
  assert.equal((await session.model.vae.generate(3)).along.length, 3);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(session.history.length, epochsDone);
  await run.resume();
  assert.equal((await training).how, 'finished');

  const [paused, straight] = [session, whole.session].map(({ model }) => model.vae.history);
  const losses = (history) => history.map(({ loss }) => loss);
  assert.deepEqual(losses(paused), losses(straight));
});

test('a run can be stopped while it trains and while it is paused, and goes on later', async (t) => {
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

test('a run that is stopped when all of its epochs are done has finished', async (t) => {
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

test('a second run, and one with no epochs left, are refused in a sentence', async (t) => {
  const { run } = openTab(t);
  const { report, when } = listener();
  const training = run.train(LONG, [], report);
  await when(({ losses }) => losses !== null);
  await assert.rejects(
    run.train(LONG, [], () => {}),
    /A run is under way.*stop it first/,
  );
  await assert.rejects(run.startOver(), /stop it first/);
  await run.stop();
  const { model } = await training;
  const spent = { ...LONG, epochs: model.epochsDone };
  await assert.rejects(
    run.train(spent, [], () => {}),
    /had its \d+ epochs/,
  );
});

test('what the library refuses rejects with its sentence, and another run can begin', async (t) => {
  const { run, session } = openTab(t);
  const { all, report } = listener();
  const wild = { ...SETTINGS, validation: 1 };
  await assert.rejects(run.train(wild, [], report), { name: 'VAEError' });
  assert.equal(all.at(-1).phase, 'ended');
  assert.equal(session.model, null);
  assert.equal((await run.train(SETTINGS, [], () => {})).how, 'finished');
});

test('a run that diverges says so, and one can start over', async (t) => {
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

test('other data opened in the middle of a run end it', async (t) => {
  const { run, session } = openTab(t);
  const { report, when } = listener();
  const training = run.train(LONG, [], report);
  await when(({ epochsDone }) => epochsDone > 1);
  session.openData(images(), {});
  const end = await training;
  assert.deepEqual([end.how, end.model], ['stopped', null]);
  assert.deepEqual(session.history, []);
});

test('news are few, and the points of the curve bounded, however fast the epochs are', async (t) => {
  const { run } = openTab(t, { data: measurements(40) });
  const { all, report } = listener();
  const { seconds } = await run.train({ ...SETTINGS, epochs: 3000, hiddenDims: [] }, [], report);
  const points = all.flatMap(({ curve }) => curve);
  assert.ok(points.length > 500 && points.length <= 1001, `${points.length} points`);
  assert.equal(points.at(-1).epoch, 3000);
  // Ten a second, and those of phases and of what has been kept.
  assert.ok(all.length <= 11 * seconds + 10, `${all.length} in ${seconds} s`);
});

test('an epoch of many batches has several points, whose losses are means over their own batches', async (t) => {
  const { run, session } = openTab(t, { data: measurements(8000) });
  const { all, report } = listener();
  await run.train({ ...SETTINGS, validation: 0, epochs: 1 }, [], report);
  const points = all.flatMap(({ curve }) => curve);
  assert.equal(points.length, 20);
  const mean = points.reduce((sum, { loss }) => sum + loss, 0) / points.length;
  assert.ok(Math.abs(mean - session.history[0].loss) < 1e-6 * Math.abs(mean));
  assert.ok(points[0].loss > points.at(-1).loss);
});

test('an epoch of few batches is one point', async (t) => {
  const { run } = openTab(t);
  const { all, report } = listener();
  await run.train(SETTINGS, [], report);
  const places = all.flatMap(({ curve }) => curve.map(({ epoch }) => epoch));
  assert.deepEqual(places, [1, 2, 3, 4, 5, 6]);
});
