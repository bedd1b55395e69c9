import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { distinctLabels } = await webModule('page/ui/distinct-labels.ts');
const { labelPlaces } = await webModule('page/look/label-places.ts');
const { categoryPlaces } = await webModule('page/look/category-places.ts');

test('labels that are cut still tell their texts apart', () => {
  const texts = [
    'Married-civ-spouse',
    'Married-spouse-absent',
    'Married-AF-spouse',
    'Divorced',
    'Never-married-before',
  ];
  assert.deepEqual(distinctLabels(texts, 14).slice(0, 4), [
    ...['Married-civ-s…', 'Married-spous…', 'Married-AF-sp…', 'Divorced'],
  ]);
  assert.deepEqual(distinctLabels(texts, 9), [
    ...['Mar…civ-…', 'Mar…spou…', 'Mar…AF-s…', 'Divorced', 'Never-ma…'],
  ]);
  const twice = ['Married-civ-one', 'Married-civ-two', 'Married-army-one'];
  assert.deepEqual(distinctLabels(twice, 9), ['Mar…v-one', 'Mar…v-two', 'Mar…army…']);
  const far = Array.from(
    { length: 40 },
    (_, i) => `${'the same beginning '.repeat(5)}${i} and an end`,
  );
  const cut = distinctLabels(far, 20);
  assert.equal(new Set(cut).size, far.length);
  assert.ok(cut.every((label) => label.length <= 20));
});

test('no label covers another or leaves the picture, and the first ones have their places', () => {
  const labels = Array.from({ length: 60 }, (_, i) => ({
    x: (i * 37) % 400,
    y: (i * 91) % 400,
    width: 60 + ((i * 13) % 50),
    height: 20,
  }));
  const places = labelPlaces(labels, 400);
  const boxes = places.flatMap((place, i) => (place ? [{ ...labels[i], ...place }] : []));
  assert.ok(boxes.length > 20 && boxes.length < 60, `${boxes.length} of 60 find room`);
  for (const [i, a] of boxes.entries()) {
    assert.ok(a.x >= a.width / 2 && a.x <= 400 - a.width / 2);
    assert.ok(a.y >= 10 && a.y <= 390);
    for (const b of boxes.slice(i + 1))
      assert.ok(2 * Math.abs(a.x - b.x) >= a.width + b.width || Math.abs(a.y - b.y) >= 20);
  }
  assert.deepEqual(places[2], { x: labels[2].x, y: labels[2].y });
});

test('the picked category’s name comes first, then those of the most points', () => {
  const names = ['few', 'many', 'one'];
  const codes = Uint16Array.of(0, 1, 1, 0, 1, 2);
  const colouring = { kind: 'categories', names, ofValues: 3, codes };
  const order = (picked) =>
    categoryPlaces(new Float32Array(12), colouring, picked).map(({ name }) => name);
  assert.deepEqual(order(null), ['many', 'few', 'one']);
  assert.deepEqual(order(2), ['one', 'many', 'few']);
});
