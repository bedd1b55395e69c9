// What happens to a question when the model is replaced before the answer.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { webModule } from '../web-module.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { Session } = await webModule('studio/session/session.ts');

const ROWS = 2000;
const ignore = () => {};

function table() {
  const along = Float64Array.from({ length: ROWS }, (_, row) => ((row * 37) % 101) / 101);
  const up = along.map((value, row) => 2 * value + ((row * 13) % 7) / 70);
  const columns = [
    { kind: 'numbers', name: 'along', values: along },
    { kind: 'numbers', name: 'up', values: up },
  ];
  return { kind: 'table', name: 'table.csv', rows: ROWS, columns };
}

async function trained({ columns }) {
  const size = { hiddenDims: [8], latentDim: 2, decoder: 'independent' };
  const vae = new TableVAE({ epochs: 1, ...size, seed: 1, threads: 1 });
  await vae.train(Object.fromEntries(columns.map(({ name, values }) => [name, values])));
  return { kind: 'table', vae };
}

/** A session with a table and a model, and a function that replaces the model. */
async function openLook(t) {
  const session = new Session();
  const data = table();
  session.openData(data, {});
  session.model = await trained(data);
  const other = await trained(data);
  t.after(() => [session.model, other].forEach((model) => model?.vae.dispose()));
  const replaceModel = () => {
    session.forgetModel();
    session.model = other;
  };
  return { session, look: new LookService(session), replaceModel };
}

const questions = {
  reconstruct: (look) => look.reconstruct([0, 1]),
  encode: (look) => look.encode([0, 1]),
  decode: (look) => look.decode(Float32Array.of(0, 0)),
  sample: (look) => look.sample(3),
  latentMap: (look) => look.latentMap(ignore),
  generate: (look) => look.generate(100, 1, ignore),
  rankOdd: (look) => look.rankOdd(ignore),
  colouring: (look) => look.colouring(Uint32Array.of(0, 1), 'score'),
};

test('the answer of a replaced model is discarded with an AbortError', async (t) => {
  for (const [name, ask] of Object.entries(questions)) {
    const { look, session, replaceModel } = await openLook(t);
    const answer = ask(look);
    replaceModel();
    await assert.rejects(answer, { name: 'AbortError' }, name);
    assert.equal(session.generated, null);
    assert.equal(session.odd, null);
  }
});

test('all rows are scored by one model, even if another replaces it midway', async (t) => {
  const { look, session, replaceModel } = await openLook(t);
  const ranking = look.rankOdd(({ fraction }) => {
    if (fraction >= 0.25) replaceModel();
  });
  await assert.rejects(ranking, { name: 'AbortError' });
  assert.equal(session.odd, null);
});

test('a ranking continues while other views are open, and ends when cancelled', async (t) => {
  const { look } = await openLook(t);
  await look.generate(200, 1, ignore);
  const ranking = look.rankOdd(ignore);
  await look.latentMap(ignore);
  await look.distributions();
  assert.equal((await ranking).scored, ROWS);
  const cancelled = assert.rejects(look.rankOdd(ignore), { name: 'AbortError' });
  await look.cancel();
  await cancelled;
});
