// What the list of columns says of each column.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from './web-module.mjs';

const { aboutColumn } = await webModule('page/data/about-column.ts');

const about = (names, categories) =>
  aboutColumn({ type: 'categorical', categories, examples: names, missing: 0 });

test('categories are followed by … unless all of them are named', () => {
  assert.equal(about(['a', 'b', 'c'], 3), '3 categories: a, b, c');
  assert.equal(about(['a', 'b', 'c', 'd'], 5), '5 categories: a, b, c, …');
});
