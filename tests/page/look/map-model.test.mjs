// The second model, which draws the latent map of a table whose cells are made from other cells.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TableVAE } from 'vae1';
import { webModule } from '../web-module.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { ExportService } = await webModule('studio/export/export-service.ts');
const { Session, summaryOf } = await webModule('studio/session/session.ts');
const { tableOf } = await webModule('studio/session/dataset.ts');

const ROWS = 300;
const ignore = () => {};
const kindOf = (row) => row % 2;

/** Rows of two kinds, which differ in three columns. */
function twoKinds() {
  const numbers = (name, valueOf) => ({
    kind: 'numbers',
    name,
    values: Float64Array.from({ length: ROWS }, (_, row) => valueOf(row) + Math.sin(7 * row)),
  });
  const codes = Uint32Array.from({ length: ROWS }, (_, row) => 1 + kindOf(row));
  return {
    ...{ kind: 'table', name: 'plants.csv', rows: ROWS },
    columns: [
      numbers('length', (row) => 20 - 10 * kindOf(row)),
      numbers('width', (row) => 5 + 8 * kindOf(row)),
      { kind: 'text', name: 'kind', values: ['oak', 'elm'], codes },
    ],
  };
}

async function opened(t, options = {}) {
  const session = new Session();
  const data = twoKinds();
  session.openData(data, null);
  const vae = new TableVAE({ hiddenDims: [16], epochs: 3, seed: 2, threads: 1, ...options });
  await vae.train(tableOf(data, []));
  session.model = { kind: 'table', vae };
  t.after(() => session.forgetModel());
  return { session, vae, look: new LookService(session) };
}

test('the map separates kinds of rows, and the model itself does not change', async (t) => {
  const { session, vae, look } = await opened(t);
  assert.equal(summaryOf(session).ownMap, false);
  const before = Buffer.from(await vae.save());
  const fractions = [];
  assert.equal(await look.trainMap(({ fraction }) => fractions.push(fraction)), 'finished');
  assert.ok(fractions.length > 1 && fractions.every((fraction) => fraction > 0 && fraction <= 1));
  assert.ok(before.equals(Buffer.from(await vae.save())));

  const { points, origin } = await look.latentMap(ignore);
  assert.equal(points.length, 2 * ROWS);
  assert.equal(origin.length, 2);
  assert.ok(neighboursOfOneKind(points) > 0.95);

  // A row's place decodes to a row of its kind.
  const { table } = await look.decode(await look.encode([0, 1]));
  assert.deepEqual(
    table.rows.map((cells) => cells[2]),
    ['oak', 'elm'],
  );
  const { blob } = await new ExportService(session).file({ what: 'latents' }, ignore);
  const lines = (await blob.text()).trim().split('\r\n');
  assert.equal(lines.length, 1 + ROWS);
  assert.equal(lines[0], 'row,mean_1,mean_2,log_variance_1,log_variance_2');
});

/** The share of points whose nearest point is of the same kind. */
function neighboursOfOneKind(points) {
  let same = 0;
  for (let row = 0; row < ROWS; ++row) {
    let [nearest, least] = [-1, Infinity];
    for (let other = 0; other < ROWS; ++other) {
      const away = Math.hypot(
        points[2 * row] - points[2 * other],
        points[2 * row + 1] - points[2 * other + 1],
      );
      if (other !== row && away < least) [nearest, least] = [other, away];
    }
    if (kindOf(row) === kindOf(nearest)) ++same;
  }
  return same / ROWS;
}

test('before it is trained there is no map', async (t) => {
  const { look } = await opened(t);
  await assert.rejects(look.latentMap(ignore), { message: /The latent map has no model yet/ });
});

test('a stopped map can be drawn, and continues', async (t) => {
  const { session, look } = await opened(t);
  const ended = await look.trainMap(() => void look.stopMap());
  assert.equal(ended, 'stopped');
  const { length } = session.mapModel.model.vae.history;
  assert.ok(length >= 1 && length < 30);
  assert.equal((await look.latentMap(ignore)).points.length, 2 * ROWS);
  assert.equal(await look.trainMap(ignore), 'finished');
  assert.ok(session.mapModel.model.vae.history.length > length);
  assert.equal(await look.trainMap(ignore), 'finished', 'nothing is left to do');
});

test('the map of a discarded model is discarded with it', async (t) => {
  const { session, look } = await opened(t);
  const training = look.trainMap(() => session.forgetModel());
  await assert.rejects(training, { name: 'AbortError' });
  assert.equal(session.mapModel, null);
});

test('a model whose cells are made from the latents alone has its own map', async (t) => {
  const { session, vae, look } = await opened(t, { decoder: 'independent', latentDim: 3 });
  assert.equal(summaryOf(session).ownMap, true);
  assert.equal((await look.latentMap(ignore)).origin.length, 3);
  const { mean } = await vae.encode(tableOf(session.data, [], [5]));
  assert.deepEqual(await look.encode([5]), mean);
});
