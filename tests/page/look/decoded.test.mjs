import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { toRows } = await webModule('studio/look/decoded.ts');
const { toBytes } = await webModule('studio/session/image-bytes.ts');

test('means become the nearest bytes, clamped to 0 to 255', () => {
  assert.deepEqual(
    [...toBytes(Float32Array.of(0, 0.5, 1, 1.2, -0.1, 100.4 / 255))],
    [0, 128, 255, 255, 0, 100],
  );
});

test('a table of columns becomes rows: numbers stay numbers, the rest is text, gaps are null', () => {
  const table = {
    age: [39, NaN],
    job: ['clerk', undefined],
    member: [true, false],
    since: [new Date('2020-01-31T00:00:00Z'), null],
  };
  assert.deepEqual(toRows(table), {
    columns: ['age', 'job', 'member', 'since'],
    rows: [
      [39, 'clerk', 'true', '2020-01-31T00:00:00.000Z'],
      [null, null, 'false', null],
    ],
  });
});
