// The report on the generated table: what it compares, its marks and its sentences.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';
import { listener, openTab, SETTINGS } from '../run/support/studio.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { comparedSentence, holdoutSentence, privacyFigures, qualityFigures } = await webModule(
  'page/look/report-marks.ts',
);
const { ruleText } = await webModule('page/look/report-pairs.tsx');
const { modelFacts, settingsFacts, wishesSentence } = await webModule(
  'page/look/report-context.ts',
);

async function reportAfter(t, settings, change = () => {}) {
  const { run, session } = openTab(t);
  const { model } = await run.train({ ...SETTINGS, ...settings }, [], () => {});
  change(session);
  const look = new LookService(session);
  await look.generate(300, 1, () => {});
  return { report: await look.report(), model, closeness: await look.closeness() };
}

test('real rows are those of the training, and the yardstick of privacy those held out', async (t) => {
  const { report, closeness } = await reportAfter(t, { validation: 0.2 });
  assert.equal(report.scores.rows.real, 160);
  assert.equal(report.scores.rows.holdout, 40);
  assert.equal(report.noHoldout, null);
  assert.ok(report.scores.privacy.closerToReal > 0);
  assert.match(comparedSentence(report, 200), /160 real rows that the model was trained on/);
  assert.match(holdoutSentence(report), /^40 real rows that the model was not trained on/);
  assert.equal(closeness.columnShapes, report.scores.columnShapes);
  assert.equal(closeness.realRows, 160);
});

test('rows outside a sample are a yardstick, too', async (t) => {
  const { report } = await reportAfter(t, { validation: 0, sampleRows: 50 });
  assert.equal(report.scores.rows.real, 50);
  assert.equal(report.scores.rows.holdout, 150);
});

test('without unseen rows the report says so, and how to get some', async (t) => {
  const { report } = await reportAfter(t, { validation: 0 });
  assert.equal(report.scores.rows.holdout, null);
  assert.match(holdoutSentence(report), /has seen every real row.*held-out share of 0.1 or more/);
  const closer = privacyFigures(report).at(-1);
  assert.deepEqual([closer.value, closer.mark], ['Not measured', null]);
});

test('the rows that a model from a file has seen are not known', async (t) => {
  const { report } = await reportAfter(t, {}, (session) => (session.settings = null));
  assert.match(holdoutSentence(report), /came from a file.*--holdout/);
  assert.equal(
    comparedSentence(report, 200),
    '300 generated rows beside 200 real rows, out of 200 rows in the file.',
  );
});

test('nor are they after such a model was trained further, kept and opened again', async (t) => {
  const { run, session, store } = openTab(t);
  await run.train({ ...SETTINGS, epochs: 1 }, [], () => {}, { keep: false });
  session.settings = null;
  const { report, when } = listener();
  await run.train({ ...SETTINGS, epochs: 2 }, [], report);
  await when(({ phase, kept }) => phase === 'ended' && kept !== null);
  const next = openTab(t, { data: null, keeping: { store } });
  const [id] = store.runs.keys();
  const restored = await next.run.restore(id, () => {});
  assert.equal(restored.fromFile, true);
  const look = new LookService(next.session);
  await look.generate(100, 1, () => {});
  assert.equal((await look.report()).noHoldout, 'unknown');
});

test('the report names the columns that it does not compare', async (t) => {
  const { run, session } = openTab(t);
  await run.train(SETTINGS, ['up'], () => {});
  const look = new LookService(session);
  await look.generate(100, 1, () => {});
  assert.deepEqual((await look.report()).notCompared, ['up']);
});

test('the report has every pair and every distribution', async (t) => {
  const { report } = await reportAfter(t, {});
  assert.equal(report.pairs, 3);
  assert.deepEqual([...report.types.keys()], ['along', 'up', 'half']);
  assert.equal(report.types.get('along'), 'continuous');
  const { columns, scores } = report.matrix;
  assert.deepEqual(columns, ['along', 'up', 'half']);
  assert.equal(scores[1], scores[3]);
  assert.ok(scores[1] >= 0 && scores[1] <= 1 && Number.isNaN(scores[0]));
  const [worst, next] = report.worstPairs;
  assert.ok(worst.score <= next.score);
  assert.equal(report.distributions.length, 3);
});

const detection = (auc) => ({ auc, score: 2 - 2 * auc });
const scores = {
  ...{ overall: 0.96, columnShapes: 0.97, columnPairTrends: 0.9, strongPairTrends: null },
  ...{ detection: detection(0.52), forestDetection: detection(0.91), columns: [], leftOut: [] },
  rules: [
    { type: 'order', columns: ['start', 'end'], broken: 0, share: 0 },
    { type: 'sum', columns: ['total', 'a', 'b'], broken: 30, share: 0.1 },
  ],
  privacy: {
    synthetic: { medianDistance: 0.1, copies: 0.2 },
    holdout: { medianDistance: 0.2, copies: 0.01 },
    closerToReal: 0.7,
  },
  rows: { real: 1, synthetic: 1, holdout: 1 },
};

test('each figure has a mark and says what it means', () => {
  const figures = qualityFigures({ scores });
  assert.deepEqual(
    figures.map(({ mark }) => mark),
    ['good', 'good', 'fair', null, 'good', 'poor', 'poor'],
  );
  assert.equal(figures.at(-1).value, '1 of 2 broken');
  for (const { means } of figures) assert.match(means, /\.$/);
});

test('copies and closeness beyond those of unseen rows are marked', () => {
  const figures = privacyFigures({ scores });
  assert.deepEqual(
    figures.map(({ mark, value, unseen }) => [mark, value, unseen]),
    [
      ['poor', '20.0 %', '1.0 %'],
      ['fair', '0.1', '0.2'],
      ['poor', '70.0 %', undefined],
    ],
  );
});

test('rules are said in words', () => {
  assert.equal(ruleText('sum', ['total', 'a', 'b']), 'total = a + b');
  assert.equal(ruleText('order', ['start', 'end']), 'start ≤ end');
  assert.equal(ruleText('dependency', ['zip', 'city']), 'city follows from zip');
  assert.equal(ruleText('oneHot', ['a', 'b', 'c']), 'exactly one of a, b, c is true');
});

test('the settings of the report are those of the form, without what is not set', () => {
  const of = (settings) =>
    Object.fromEntries(settingsFacts({ ...SETTINGS, ...settings }, { decoder: 'independent' }));
  const facts = of({ freeBits: 0.25 });
  assert.equal(facts['Free bits'], '0.25');
  assert.equal(facts.Decoder, 'independent');
  for (const name of ['Beta schedule', 'Beta epochs', 'Random sample', 'Condition on'])
    assert.ok(!(name in facts), name);
  const scheduled = of({
    ...{ betaSchedule: 'linear', learningRateSchedule: 'cosine', warmup: 3 },
    ...{ conditions: ['up', 'half'], target: 'along' },
  });
  assert.equal(scheduled['Beta epochs'], '20');
  assert.equal(scheduled['Warm-up epochs'], '3');
  assert.equal(scheduled['Condition on'], 'up, half');
  assert.equal(scheduled['Target column'], 'along');
});

test('the losses of the report are of the epoch whose weights are used', () => {
  const epoch = (epoch, loss) => ({ epoch, loss, validation: { loss: loss + 1 } });
  const history = [epoch(1, 5), epoch(2, 3), epoch(3, 2)];
  const facts = (bestEpoch) =>
    Object.fromEntries(modelFacts({ history, model: { epochsDone: 3, parameters: 9, bestEpoch } }));
  assert.equal(facts(2)['Training loss of epoch 2, nats per row'], '3');
  assert.equal(facts(2)['Held-out loss of epoch 2, nats per row'], '4');
  assert.equal(facts(null)['Training loss of epoch 3, nats per row'], '2');
  assert.equal(facts(null)['Held-out loss of epoch 3, nats per row'], '3');
});

test('the report says that conditions and balance do not apply to it, if there are any', () => {
  assert.equal(wishesSentence({ wishes: '' }), null);
  assert.match(wishesSentence({ wishes: 'balanced on job' }), /\(balanced on job\) does not apply/);
});
