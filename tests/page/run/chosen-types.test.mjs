import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';
import { SETTINGS } from './support/studio.mjs';

const { DataService } = await webModule('studio/reading/data-service.ts');
const { Session } = await webModule('studio/session/session.ts');
const { newModel, trainModel } = await webModule('studio/run/studio-model.ts');
const settings = { ...SETTINGS, epochs: 1, hiddenDims: [], validation: 0, patience: 0 };
const two = (number) => String(number).padStart(2, '0');
const ROWS = Array.from(
  { length: 60 },
  (_, i) =>
    `${10 + (i % 5)},${two(1 + (i % 12))}/${two(1 + (i % 11))}/2021,${i % 9 ? i / 2 : 'lost'},${i % 3}`,
).join('\n');

test('the chosen types and the order of dates reach the model, but not of columns left out', async () => {
  const session = new Session();
  const types = { code: 'categorical', size: 'continuous', group: 'identifier' };
  const file = new File([`code,day,size,group\n${ROWS}\n`], 'a.csv');
  await new DataService(session).open([file], { types, dayFirst: true }, () => {});
  const model = newModel(session.data, settings, ['group']);
  await trainModel(model, session.data, ['group'], settings, { epochs: 1 });
  const { columns } = model.vae.schema;
  assert.deepEqual(
    columns.map(({ name, type }) => [name, type]),
    [
      ['code', 'categorical'],
      ['day', 'date'],
      ['size', 'continuous'],
    ],
  );
  assert.equal(columns[1].form, 'DD/MM/YYYY');
  assert.ok(Math.abs(columns[2].missing - 7 / 60) < 1e-9);
  model.vae.dispose();
});

test('yes and no in other words are refused with the words that fit', async () => {
  const rows = Array.from(
    { length: 30 },
    (_, i) => `${i % 2 ? 'ja' : 'nein'},${i % 2 ? 'Yes' : 'No'}`,
  );
  const file = new File([`antwort,answer\n${rows.join('\n')}\n`], 'a.csv');
  const types = { antwort: 'boolean', answer: 'boolean' };
  const { columns } = await new DataService(new Session()).open([file], { types }, () => {});
  assert.match(columns[0].leftOut, /true and false, yes and no, or 1 and 0.*left out/);
  assert.deepEqual([columns[1].type, columns[1].leftOut], ['boolean', undefined]);
});
