import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';
import { gzipped } from './studio.mjs';

const { DataService } = await webModule('studio/reading/data-service.ts');
const { Session } = await webModule('studio/session/session.ts');

const data = new DataService(new Session());
const preview = (content, options = {}, name = 'a.csv') =>
  data.preview([new File([content], name)], options);

test('a file that cannot be read shows its first lines and what was understood of them', async () => {
  const text = `Report\n\na;b;c\n${'1;2\n1;2;3;4\n'.repeat(20)}`;
  await assert.rejects(() => data.open([new File([text], 'a.csv')], {}, () => {}), /Line 4/);
  const { lines, reading, names } = await preview(text, { ragged: 'fail' });
  assert.deepEqual(lines.slice(0, 4), ['Report', '', 'a;b;c', '1;2']);
  assert.deepEqual(names.slice(0, 3), ['a', 'b', 'c']);
  const { delimiter, skipTop, headerRows, encoding, ragged } = reading;
  assert.deepEqual([delimiter, skipTop, headerRows, encoding], [';', 2, 1, 'utf-8']);
  assert.equal(ragged, 'fail');
});

test('the first lines are shown even in an encoding that does not fit', async () => {
  const shown = await preview('a,b\n1,é\n', { encoding: 'utf-16le' });
  assert.equal(shown.lines[0], 'a,b');
  assert.equal(shown.reading.encoding, 'utf-16le');
});

test('gzipped text has a preview; other files, and several, have none', async () => {
  assert.deepEqual((await preview(gzipped('a,b\n1,2\n'), {}, 'a.csv.gz')).names, ['a', 'b']);
  assert.equal(await preview('[{"a":1}]', {}, 'a.json'), null);
  assert.equal(await preview(''), null);
  const file = new File(['a\n1\n'], 'a.csv');
  assert.equal(await data.preview([file, file], {}), null);
});
