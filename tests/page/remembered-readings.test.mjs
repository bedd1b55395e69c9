import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { forgetReadings, hasReadings, headerHash, recall, remember } = await webModule(
  'page/state/remembered-readings.ts',
);

function withStorage(storage) {
  Object.defineProperty(globalThis, 'localStorage', { value: storage, configurable: true });
}

function memory() {
  const values = new Map();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => values.set(key, value),
    removeItem: (key) => values.delete(key),
  };
}

test('choices come back for the same columns alone, until they are forgotten', () => {
  const storage = memory();
  withStorage(storage);
  const one = headerHash(['a', 'b']);
  remember(one, { decimal: ',' });
  assert.deepEqual(recall(headerHash(['a', 'b'])), { decimal: ',' });
  assert.equal(recall(headerHash(['b', 'a'])), null);
  remember(one, {});
  assert.equal(recall(one), null);
  assert.equal(hasReadings(), false);
  remember(one, { delimiter: ';' });
  assert.equal(hasReadings(), true);
  forgetReadings();
  assert.equal(storage.values.size, 0);
});

test('only the latest fifty are kept', () => {
  withStorage(memory());
  for (let i = 0; i < 51; ++i) remember(headerHash([`${i}`]), { skipTop: i });
  assert.equal(recall(headerHash(['0'])), null);
  assert.deepEqual(recall(headerHash(['50'])), { skipTop: 50 });
});

test('a browser that refuses storage remembers nothing, and nothing fails', () => {
  const refuse = () => {
    throw new Error('denied');
  };
  withStorage({ getItem: refuse, setItem: refuse, removeItem: refuse });
  remember('x', { skipTop: 1 });
  assert.equal(recall('x'), null);
});
