import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { DataService } = await webModule('studio/reading/data-service.ts');
const { Session } = await webModule('studio/session/session.ts');

const file = (text, name = 'a.csv') => new File([text], name);
const quiet = () => {};
const ROWS = Array.from({ length: 50 }, (_, i) => `${i * i};${(i % 7) / 2}`.replace('.', ',')).join(
  '\n',
);

function service() {
  const session = new Session();
  return { session, data: new DataService(session) };
}

test('a file that cannot be read leaves the data unchanged', async () => {
  const { session, data } = service();
  await data.open([file(`a;b\n${ROWS}`)], {}, quiet);
  const open = session.data;
  await assert.rejects(() => data.open([file('a,b\n1\n')], {}, quiet), /Line 2/);
  assert.equal(session.data, open);
  const again = await data.readAgain({}, quiet);
  assert.equal(again.name, 'a.csv');
});

test('the same file is read again with other options', async () => {
  const { session, data } = service();
  const first = await data.open([file(`a;b\n${ROWS}`)], {}, quiet);
  assert.deepEqual(
    first.columns.map(({ type }) => type),
    ['integer', 'continuous'],
  );
  assert.equal(first.reading.decimal, ',');
  const again = await data.readAgain({ headerRows: 0, delimiter: ';' }, quiet);
  assert.equal(again.rows, 51);
  assert.equal(session.data.rows, 51);
  await assert.rejects(() => service().data.readAgain({}, quiet), /no file to read again/);
});

test('a cancelled read rejects, and a new read replaces one in progress', async () => {
  const { session, data } = service();
  const large = file('a,b\n' + '1,2\n3,5\n'.repeat(500_000));
  const cancelled = data.open([large], {}, quiet);
  setTimeout(() => data.cancel(), 50);
  await assert.rejects(cancelled, /was cancelled/);
  assert.equal(session.data, null);
  const replaced = data.open([large], {}, quiet);
  const small = data.open([file(`a;b\n${ROWS}`)], {}, quiet);
  await assert.rejects(replaced, /opened instead/);
  assert.equal((await small).rows, 50);
  assert.equal(session.data.rows, 50);
});

test('a file whose data were replaced is not read again', async () => {
  const { session, data } = service();
  await data.open([file(`a;b\n${ROWS}`)], {}, quiet);
  session.openData({ ...session.data, name: 'the kept run’s' }, {});
  const { data: open } = session;
  await assert.rejects(() => data.readAgain({}, quiet), /no file to read again/);
  assert.equal(session.data, open);
});
