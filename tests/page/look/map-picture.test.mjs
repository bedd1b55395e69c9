import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webModule } from '../web-module.mjs';

const { frameOf, pixelsOf, placeAt } = await webModule('page/look/map-frame.ts');
const { PointIndex } = await webModule('page/look/point-index.ts');
const { paintPoints } = await webModule('page/look/paint-points.ts');
const { looksOf, scaleOf } = await webModule('page/look/point-looks.ts');

const SIZE = 600;
const points = Float32Array.from({ length: 4000 }, (_, i) => Math.sin(i * i) * (i % 2 ? 2 : 5) + 1);

test('every point is inside the picture, upright, and its pixel maps back to its position', () => {
  const frame = frameOf(points);
  const pixels = pixelsOf(points, frame, SIZE);
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [pixels[at], pixels[at + 1]];
    assert.ok(x > 0 && x < SIZE && y > 0 && y < SIZE);
    const { across, up } = placeAt(x, y, frame, SIZE);
    assert.ok(Math.abs(across - points[at]) < 1e-4 && Math.abs(up - points[at + 1]) < 1e-4);
  }
  const [low, high] = pixelsOf(Float32Array.of(0, 0, 0, 1), frame, SIZE).filter((_, i) => i % 2);
  assert.ok(high < low);
});

test('points that all coincide still have a picture', () => {
  const pixels = pixelsOf(Float32Array.of(2, 2, 2, 2), frameOf(Float32Array.of(2, 2, 2, 2)), SIZE);
  pixels.forEach((pixel) => assert.ok(Math.abs(pixel - SIZE / 2) < 1));
});

test('the nearest point is the same as by exhaustive search, and within reach', () => {
  const pixels = pixelsOf(points, frameOf(points), SIZE);
  const index = new PointIndex(pixels, SIZE);
  for (let place = 0; place < 300; ++place) {
    const [x, y] = [(place * 97) % SIZE, (place * 61) % SIZE];
    let nearest = null;
    let least = 24 ** 2;
    for (let point = 0; point < pixels.length / 2; ++point) {
      const distance = (pixels[2 * point] - x) ** 2 + (pixels[2 * point + 1] - y) ** 2;
      if (distance <= least) [least, nearest] = [distance, point];
    }
    assert.equal(index.nearest(x, y, 24), nearest);
  }
});

test('points are painted in their categories’ colours, and nowhere else', () => {
  const size = 40;
  const image = { data: new Uint8ClampedArray(4 * size * size), width: size, height: size };
  const looks = [
    { colour: [200, 0, 0], mark: 'dot', strength: 1 },
    { colour: [0, 0, 200], mark: 'plus', strength: 0 },
  ];
  const pixels = Float32Array.of(10, 12, 30, 30);
  const painting = paintPoints(image, { pixels, looks, lookOf: Uint16Array.of(0, 1) }, 2);
  while (!painting.next().done);
  const at = (x, y) => [...image.data.slice(4 * (y * size + x), 4 * (y * size + x) + 4)];
  assert.deepEqual(at(10, 12), [200, 0, 0, 255]);
  assert.deepEqual(at(10, 16), [0, 0, 0, 0]);
  assert.deepEqual(at(30, 30), [0, 0, 0, 0], 'a point of strength 0 is invisible');
});

test('every category that the studio can name has its own look', async () => {
  const { MOST_CATEGORIES } = await webModule('studio/look/colouring.ts');
  const names = Array.from({ length: MOST_CATEGORIES + 2 }, (_, i) => `c${i}`);
  const colouring = {
    kind: 'categories',
    names,
    ofValues: MOST_CATEGORIES,
    codes: new Uint16Array(),
  };
  const { looks } = looksOf(colouring, null, { picked: null, hidden: false, dark: false });
  assert.equal(new Set(looks.map(({ colour, mark }) => `${colour} ${mark}`)).size, names.length);
});

test('an outlier does not leave all other values one colour, and a gap is off the scale', () => {
  const values = Float64Array.from({ length: 1000 }, (_, i) => i);
  values[0] = 1e9;
  values[1] = NaN;
  const scale = scaleOf(values);
  assert.ok(scale.high < 1000 && scale.above);
  const colouring = { kind: 'numbers', dates: false, values };
  const { looks, lookOf } = looksOf(colouring, scale, { picked: null, hidden: false, dark: true });
  assert.notDeepEqual(looks[lookOf[100]], looks[lookOf[900]]);
  assert.equal(looks[lookOf[0]], looks[lookOf[999]]);
  assert.equal(looks[lookOf[1]].mark, 'plus');
});
