import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceModule } from '../web-module.mjs';

const { parseIdx } = await sourceModule('readers/arrays/idx.ts');

const parse = (...values) => parseIdx('digits', Uint8Array.from(values));
const HEADER_2_BY_3 = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3];

test('an IDX file of bytes yields its shape and its elements', () => {
  const { shape, values } = parse(...HEADER_2_BY_3, 1, 2, 3, 4, 5, 255);
  assert.deepEqual(shape, [2, 3]);
  assert.deepEqual([...values], [1, 2, 3, 4, 5, 255]);
});

test('anything but a complete IDX file of bytes is refused with a sentence', () => {
  assert.throws(() => parse(), /not an IDX file/);
  assert.throws(() => parse(0x1f, 0x8b, 8, 0), /not an IDX file/);
  assert.throws(() => parse(0, 0, 0x0d, 1, 0, 0, 0, 0), /elements of type 0x0d/);
  assert.throws(() => parse(...HEADER_2_BY_3.slice(0, 9)), /ends within its header/);
  assert.throws(
    () => parse(...HEADER_2_BY_3, 1, 2, 3),
    /should hold 2 × 3 = 6 bytes after its header, but holds 3/,
  );
  assert.throws(() => parse(...HEADER_2_BY_3, 1, 2, 3, 4, 5, 6, 7), /but holds 7/);
});
