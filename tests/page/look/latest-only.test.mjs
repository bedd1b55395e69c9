import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { LatestOnly } = await webModule('page/look/latest-only.ts');

/** Answers on command, and records the questions. */
function slowAnswers() {
  const asked = [];
  const open = [];
  const ask = (question) => {
    asked.push(question);
    return new Promise((answer, fail) => open.push({ answer, fail }));
  };
  const settle = async (how, value) => {
    open.shift()[how](value);
    await new Promise(setImmediate);
  };
  return { ask, asked, settle, open };
}

test('while one question is pending none is asked, and then only the latest', async () => {
  const { ask, asked, settle, open } = slowAnswers();
  const taken = [];
  const latest = new LatestOnly(
    ask,
    (answer, question) => taken.push([question, answer]),
    assert.ifError,
  );
  for (const question of [1, 2, 3, 4]) latest.ask(question);
  assert.deepEqual(asked, [1]);
  await settle('answer', 'one');
  assert.deepEqual(asked, [1, 4]);
  await settle('answer', 'four');
  assert.deepEqual(taken, [
    [1, 'one'],
    [4, 'four'],
  ]);
  assert.equal(open.length, 0);
});

test('after a question fails, the next ones are still asked', async () => {
  const { ask, asked, settle } = slowAnswers();
  const errors = [];
  const latest = new LatestOnly(
    ask,
    () => {},
    (error) => errors.push(error),
  );
  latest.ask('a');
  latest.ask('b');
  await settle('fail', 'no');
  assert.deepEqual(errors, ['no']);
  assert.deepEqual(asked, ['a', 'b']);
});

test('a forgotten question is not asked', async () => {
  const { ask, asked, settle } = slowAnswers();
  const latest = new LatestOnly(ask, () => {}, assert.ifError);
  latest.ask('a');
  latest.ask('b');
  latest.forget();
  await settle('answer', 0);
  assert.deepEqual(asked, ['a']);
});
