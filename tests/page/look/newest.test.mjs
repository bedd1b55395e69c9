import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { Newest } = await webModule('page/look/newest.ts');

/** Answers when told to, and keeps what was asked. */
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

test('while one question is under way none is asked, and then only the newest', async () => {
  const { ask, asked, settle, open } = slowAnswers();
  const taken = [];
  const newest = new Newest(
    ask,
    (answer, question) => taken.push([question, answer]),
    assert.ifError,
  );
  for (const question of [1, 2, 3, 4]) newest.ask(question);
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

test('a question that failed does not keep the next ones from being asked', async () => {
  const { ask, asked, settle } = slowAnswers();
  const errors = [];
  const newest = new Newest(
    ask,
    () => {},
    (error) => errors.push(error),
  );
  newest.ask('a');
  newest.ask('b');
  await settle('fail', 'no');
  assert.deepEqual(errors, ['no']);
  assert.deepEqual(asked, ['a', 'b']);
});

test('what is forgotten before it is asked is not asked', async () => {
  const { ask, asked, settle } = slowAnswers();
  const newest = new Newest(ask, () => {}, assert.ifError);
  newest.ask('a');
  newest.ask('b');
  newest.forget();
  await settle('answer', 0);
  assert.deepEqual(asked, ['a']);
});
