// What diagnose() finds, in the words of the page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';
import { images, measurements, openTab, SETTINGS } from './support/studio.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { findingWords } = await webModule('page/training/finding-words.ts');

const MODEL = { decoder: null, kind: 'images', latentDim: 4, bestEpoch: null };
const KL = [0.01, 0.02, 0, 0];
const words = (finding, model = {}, klPerDimension = KL, automaticRate = false) =>
  findingWords(finding, { ...MODEL, ...model }, { klPerDimension }, automaticRate);

for (const [data, dimensions] of [
  [measurements(), 3],
  [images(), 5],
])
  test(`every latent dimension of a model has its KL divergence: ${data.kind}`, async (t) => {
    const { run, session } = openTab(t, { data });
    await run.train({ ...SETTINGS, latentDim: dimensions, epochs: 3 }, [], () => {});
    const health = await new LookService(session).diagnose();
    assert.equal(health.klPerDimension.length, dimensions);
    assert.equal(health.activity.length, dimensions);
    for (const finding of health.findings)
      assert.ok(words(finding, await run.model(), health.klPerDimension).remedies.length > 0);
  });

test('a convolutional network gets no advice on hidden layers', () => {
  for (const convolutional of [false, true])
    for (const code of ['collapsed-posterior', 'over-fitting']) {
      const remedies = words({ code }, { convolutional }).remedies.join(' ');
      assert.equal(/hidden layers/.test(remedies), !convolutional, remedies);
    }
});

test('every finding is said in sentences, with what to do', () => {
  for (const code of [
    ...['collapsed-posterior', 'dead-dimensions', 'variance-at-bound', 'over-fitting'],
    'high-learning-rate',
  ]) {
    for (const automatic of [false, true]) {
      const finding = { code, dimensions: [3], columns: [7] };
      const { title, says, remedies } = words(finding, {}, KL, automatic);
      assert.ok(title && remedies.length > 0, code);
      for (const sentence of [says, ...remedies]) assert.match(sentence, /^[A-Z].*\.$/s);
    }
  }
});

test('unused latents are normal for a decoder that needs none, and a collapse for others', () => {
  const finding = { code: 'collapsed-posterior', dimensions: [0, 1, 2, 3] };
  const table = words(finding, { kind: 'table', decoder: 'autoregressive' });
  assert.match(table.says, /0.03 nats per row. That is normal/);
  assert.match(table.remedies[0], /decoder Independent/);
  assert.equal(table.level, 'note');
  const other = words(finding, { kind: 'table', decoder: 'independent' });
  assert.match(other.title, /has collapsed/);
  assert.equal(other.level, 'warning');
  assert.match(other.remedies.join(), /Warm-up.*free bits/);
});

test('defaults do not alarm: the automatic rate is not called too high, nor best weights a fault', () => {
  const rate = { code: 'high-learning-rate' };
  const automatic = words(rate, { kind: 'table' }, KL, true);
  assert.equal(automatic.level, 'note');
  assert.doesNotMatch(automatic.title, /too high/);
  assert.match(automatic.says, /automatic learning rate falls/);
  const own = words(rate, { kind: 'table' });
  assert.deepEqual([own.level, own.title], ['warning', 'The learning rate looks too high']);
  const fit = { code: 'over-fitting' };
  assert.equal(words(fit, { bestEpoch: 7 }).level, 'note');
  assert.equal(words(fit).level, 'warning');
});

test('dead dimensions and columns at their bound are named', () => {
  const dead = words({ code: 'dead-dimensions', dimensions: [1] });
  assert.equal(dead.title, '1 latent dimension of 4 is not used');
  assert.match(dead.remedies[0], /A latent size of 3 is enough/);
  const columns = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const bound = words({ code: 'variance-at-bound', columns }, { kind: 'table' });
  assert.match(bound.says, /a, b, c, d, e and 2 other columns/);
});
