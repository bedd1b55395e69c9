import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { TableVAE } from 'vae1';
import { webModule } from '../web-module.mjs';

const { LookService } = await webModule('studio/look/look-service.ts');
const { Session } = await webModule('studio/session/session.ts');
const { tableOf } = await webModule('studio/session/dataset.ts');

const ROWS = 120;
const numbers = (name, valueOf) => ({
  kind: 'numbers',
  name,
  values: Float64Array.from({ length: ROWS }, (_, row) => valueOf(row)),
});
const session = new Session();
session.openData({
  kind: 'table',
  name: 'plants',
  rows: ROWS,
  columns: [
    numbers('id', (row) => 1000 + row),
    numbers('length', (row) => (row % 2 ? 10 : 20) + Math.sin(row)),
    {
      kind: 'text',
      name: 'kind',
      values: ['oak', 'elm'],
      codes: Uint32Array.from({ length: ROWS }, (_, row) => (row % 30 === 7 ? 0 : 1 + (row % 2))),
    },
  ],
});
session.leftOut = ['id'];
const vae = new TableVAE({
  ...{ latentDim: 3, hiddenDims: [16], decoder: 'independent' },
  ...{ epochs: 30, seed: 2, threads: 1 },
});
await vae.train(tableOf(session.data, session.leftOut));
session.model = { kind: 'table', vae };
const service = new LookService(session);
after(() => vae.dispose());

test('a row is shown as in the file, including columns that the model leaves out', async () => {
  const { table } = await service.rows([7]);
  assert.deepEqual(table.columns, ['id', 'length', 'kind']);
  assert.deepEqual(table.rows, [[1007, 10 + Math.sin(7), null]]);
});

test('rows with gaps have a position on the map, and a position decodes to a row', async () => {
  const map = await service.latentMap(() => {});
  assert.equal(map.points.length, 2 * ROWS);
  assert.ok(map.points.every(Number.isFinite));
  assert.ok(map.share > 0.5 && map.share <= 1);
  const { table } = await service.decode(map.origin);
  assert.deepEqual(table.columns, ['length', 'kind']);
  assert.equal(typeof table.rows[0][0], 'number');
  assert.ok(['oak', 'elm'].includes(table.rows[0][1]));
});

test('maps can be coloured by every column and by score', async () => {
  assert.deepEqual(await service.colourings(), ['id', 'length', 'kind', 'score']);
  const rows = Uint32Array.of(0, 1, 7);
  const kind = await service.colouring(rows, 'kind');
  assert.deepEqual(
    Array.from(kind.codes, (code) => kind.names[code]),
    ['oak', 'elm', 'no value'],
  );
  const score = await service.colouring(rows, 'score');
  assert.ok(score.values.every(Number.isFinite));
});
