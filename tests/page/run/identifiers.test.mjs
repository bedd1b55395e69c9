import assert from 'node:assert/strict';
import { test } from 'node:test';
import { read } from '../reading/studio.mjs';
import { webModule } from '../web-module.mjs';
import { openTab, SETTINGS } from './support/studio.mjs';

const { summarise } = await webModule('studio/reading/summarise.ts');
const { LookService } = await webModule('studio/look/look-service.ts');

test('rows that the page generates have new identifiers, in the form of the file', async (t) => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 9},cust-${1000 + ((i * 7) % 60)}`);
  const { data, ...about } = await read(['visits,customer', ...rows].join('\n'));
  const { columns } = await summarise(data, about);
  const unused = columns.filter(({ leftOut }) => leftOut).map(({ name }) => name);
  const { run, session } = openTab(t, { data });
  await run.train({ ...SETTINGS, epochs: 1 }, unused, () => {});
  const made = await new LookService(session).generate(3, 5, () => {});
  assert.deepEqual(made.columns, ['visits', 'customer']);
  assert.deepEqual(
    made.rows.map(([, customer]) => customer),
    ['cust-1060', 'cust-1061', 'cust-1062'],
  );
});
