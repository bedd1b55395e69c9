// Files of every format are read right, or refused with the true reason and the way out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceModule, webModule } from '../web-module.mjs';
import { cells, pace } from './studio.mjs';

const { DataService } = await webModule('studio/reading/data-service.ts');
const { openDataFile } = await sourceModule('readers/open-data-file.ts');
const { bytesSource } = await sourceModule('readers/bytes/byte-source.ts');
const { Session } = await webModule('studio/session/session.ts');

const folder = new URL('../../fixtures/files/', import.meta.url);
const modules = await Promise.all(
  ['excel', 'json', 'columnar', 'arrays', 'archives'].map(
    (name) => import(new URL(`${name}.files.mjs`, folder)),
  ),
);
const files = modules.flatMap((each) => each.files);
const imageFiles = modules.flatMap((each) => each.imageFiles ?? []);

async function open({ name, bytes, options = {} }) {
  const session = new Session();
  const service = new DataService(session);
  const summary = await service.open([new File([bytes], name)], options, () => {});
  const notes = summary.notes.map(({ message }) => message).join('\n');
  return { summary, notes, data: session.data };
}

for (const entry of files)
  test(`${entry.name} is ${entry.refused ? 'refused' : 'read'}`, async () => {
    if (entry.refused) {
      await assert.rejects(() => open(entry), entry.refused);
      return;
    }
    const { summary, notes, data } = await open(entry);
    assert.equal(summary.rows, entry.rows, notes);
    const types = summary.columns.map(({ name, type }) => [name, type]);
    assert.deepEqual(Object.fromEntries(types), entry.columns, notes);
    for (const pattern of entry.notes ?? []) assert.match(notes, pattern);
    const found = cells({ data });
    for (const [column, expected] of Object.entries(entry.cells ?? {}))
      assert.deepEqual(found[column].slice(0, expected.length), expected, column);
  });

for (const entry of imageFiles)
  test(`${entry.name} is read as images`, async () => {
    const { summary, notes, data } = await open(entry);
    assert.equal(summary.rows, entry.rows);
    assert.deepEqual(summary.shape, entry.shape);
    assert.deepEqual([...data.pixels.subarray(0, entry.pixels.length)], entry.pixels);
    assert.deepEqual(data.labels?.names, entry.labels);
    for (const pattern of entry.notes ?? []) assert.match(notes, pattern);
  });

for (const { name, bytes, options = {}, ...right } of files.filter(isTable))
  test(`${name} is the same to the command line`, async () => {
    const content = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    const readAll = async () => {
      const file = await openDataFile(bytesSource(name, content), options, pace());
      const names = new Set();
      let rows = 0;
      for await (const batch of file.batches(pace())) {
        rows += batch.rows;
        for (const each of batch.names) names.add(each);
      }
      return { rows, names };
    };
    if (right.refused) {
      await assert.rejects(readAll, right.refused);
      return;
    }
    const { rows, names } = await readAll();
    assert.equal(rows, right.rows);
    assert.deepEqual(names, new Set(Object.keys(right.columns)));
  });

/** The page has its own words for a zip with nothing to read, since it also reads images. */
function isTable({ name, columns = {} }) {
  return name !== 'programs.zip' && !('value' in columns) && !('label' in columns);
}
