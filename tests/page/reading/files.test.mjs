// Files as people have them are read right, or refused with the true reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { files } from '../../fixtures/files/index.mjs';
import { webModule } from '../web-module.mjs';
import { cells } from './studio.mjs';

const { DataService } = await webModule('studio/reading/data-service.ts');
const { Session } = await webModule('studio/session/session.ts');

const quiet = () => {};
const contentOf = async ({ bytes }) => (typeof bytes === 'function' ? bytes() : bytes);

for (const entry of files) {
  const { name, options = {}, refused } = entry;
  test(`${name} is ${refused ? 'refused' : 'read'}`, async () => {
    const session = new Session();
    const data = new DataService(session);
    const file = new File([await contentOf(entry)], name);
    if (refused) {
      await assert.rejects(() => data.open([file], options, quiet), refused);
      return;
    }
    const summary = await data.open([file], options, quiet);
    const notes = summary.notes.map(({ message }) => message).join('\n');
    assert.equal(summary.rows, entry.rows, notes);
    const types = summary.columns.map((column) => [column.name, column.type]);
    assert.deepEqual(Object.fromEntries(types), entry.columns, notes);
    for (const pattern of entry.notes ?? []) assert.match(notes, pattern);
    const found = cells({ data: session.data });
    for (const [column, expected] of Object.entries(entry.cells ?? {}))
      assert.deepEqual(found[column].slice(0, expected.length), expected, column);
  });
}

test('no two files have the same name', () => {
  assert.equal(new Set(files.map(({ name }) => name)).size, files.length);
});
