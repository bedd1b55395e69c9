import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { correlationRatio, cramersV, pearson } = await webModule('studio/look/association.ts');

const near = (actual, expected) =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

test('Pearson’s r of numbers', () => {
  near(pearson([1, 2, 3], [10, 20, 30]), 1);
  near(pearson([1, 2, 3], [3, 2, 1]), -1);
  near(pearson([-1, 0, 1], [1, 0, 1]), 0);
  // Sums of squares 2 and 14/3 about means 2 and 7/3, of products 3.
  near(pearson([1, 2, 3], [1, 2, 4]), 3 / Math.sqrt((2 * 14) / 3));
});

test('a large offset costs r no precision, and a constant column has no r', () => {
  near(pearson([1e9 + 1, 1e9 + 2, 1e9 + 3], [1, 2, 4]), 3 / Math.sqrt((2 * 14) / 3));
  assert.ok(Number.isNaN(pearson([0.1, 0.1, 0.1], [1, 2, 3])));
});

test('Cramér’s V of categories', () => {
  near(cramersV([1, 1, 2, 2], [3, 3, 1, 1]), 1);
  near(cramersV([1, 1, 2, 2], [1, 2, 1, 2]), 0);
  // Table ((3, 1), (1, 3)): chi^2 = 8 (9/16 + 1/16 + 1/16 + 9/16 - 1) = 2, n = 8.
  near(cramersV([1, 1, 1, 1, 2, 2, 2, 2], [1, 1, 1, 2, 1, 2, 2, 2]), Math.sqrt(2 / 8));
  assert.ok(Number.isNaN(cramersV([1, 1], [1, 2])));
});

test('the correlation ratio of categories and numbers', () => {
  near(correlationRatio([1, 1, 2, 2], [5, 5, 9, 9]), 1);
  near(correlationRatio([1, 1, 2, 2], [1, 3, 1, 3]), 0);
  // Means 1 and 3 about 2: between 4 * 1, in all 4 + 4 * 1.
  near(correlationRatio([1, 1, 2, 2], [0, 2, 2, 4]), Math.sqrt(4 / 8));
  assert.ok(Number.isNaN(correlationRatio([1, 1], [1, 2])));
});

test('rows with a gap in either column do not count', () => {
  near(pearson([1, 2, 3, NaN, 100], [10, 20, 30, 7, NaN]), 1);
  near(cramersV([1, 1, 2, 2, 0, 1], [3, 3, 1, 1, 3, 0]), 1);
  near(correlationRatio([1, 1, 2, 2, 0, 2], [5, 5, 9, 9, 77, NaN]), 1);
});
