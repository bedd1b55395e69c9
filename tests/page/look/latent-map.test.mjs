import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { VAE } from 'vae1';
import { webModule } from '../web-module.mjs';

const { planeOf } = await webModule('studio/look/latent-map.ts');
const { LookService } = await webModule('studio/look/look-service.ts');
const { Session } = await webModule('studio/session/session.ts');

/** The latent vector at a point of the plane. */
const latentAt = ({ origin, across, up }, a, b) =>
  origin.map((value, i) => value + a * across[i] + b * up[i]);

test('points on a plane in five dimensions project exactly, with all of the variance', () => {
  const [u, v] = [
    [0.6, 0, 0.8, 0, 0],
    [0, 1, 0, 0, 0],
  ];
  const places = Array.from({ length: 50 }, (_, i) => [3 * Math.sin(i), Math.cos(5 * i)]);
  const means = Float32Array.from(
    places.flatMap(([a, b]) => u.map((x, d) => 1 + a * x + b * v[d])),
  );
  const plane = planeOf(means, 5);
  assert.ok(Math.abs(plane.share - 1) < 1e-6);
  for (let i = 0; i < 50; ++i) {
    const latent = latentAt(plane, plane.points[2 * i], plane.points[2 * i + 1]);
    latent.forEach((value, d) => assert.ok(Math.abs(value - means[5 * i + d]) < 1e-5));
  }
});

test('with labels, the map separates them even if rows vary more in other directions', () => {
  // Three rows at each step; all three have the same last two dimensions.
  const means = Float32Array.from(
    Array.from({ length: 90 }, (_, i) => {
      const turn = (2 * Math.PI * i) / 3;
      const step = Math.floor(i / 3);
      return [Math.cos(turn), Math.sin(turn), 9 * Math.sin(7 * step), 9 * Math.cos(5 * step)];
    }).flat(),
  );
  const plane = planeOf(
    means,
    4,
    Array.from({ length: 90 }, (_, i) => i % 3),
  );
  assert.equal(plane.byLabels, true);
  assert.ok(plane.share < 0.5);
  const place = (i) => [plane.points[2 * i], plane.points[2 * i + 1]];
  const distance = (i, j) => Math.hypot(place(i)[0] - place(j)[0], place(i)[1] - place(j)[1]);
  for (let i = 3; i < 90; ++i) {
    assert.ok(distance(i, i % 3) < 1, `row ${i} is near its label`);
    assert.ok(distance(i, (i + 1) % 3) > 1, `row ${i} is far from another label`);
  }
});

test('two labels lie on a line and define no plane', () => {
  const means = Float32Array.from({ length: 30 }, (_, i) => Math.sin(i));
  assert.equal(planeOf(means, 3, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]).byLabels, false);
});

test('two dimensions are shown unchanged', () => {
  const means = Float32Array.of(1, 2, -3, 4);
  const plane = planeOf(means, 2);
  assert.deepEqual(plane.points, means);
  assert.deepEqual(latentAt(plane, 1, 2), Float32Array.of(1, 2));
});

test('with one dimension, the height of a point has no meaning', () => {
  const plane = planeOf(Float32Array.of(0.5, -1), 1);
  assert.deepEqual([plane.points[0], plane.points[2]], [0.5, -1]);
  assert.notEqual(plane.points[1], plane.points[3]);
  assert.deepEqual(latentAt(plane, 0.5, 0.3), Float32Array.of(0.5));
});

// 6 x 6 images of stripes, across or down: two kinds that a small model distinguishes.
const SIDE = 6;
const ROWS = 240;
const pixels = Uint8Array.from({ length: ROWS * SIDE * SIDE }, (_, at) => {
  const row = Math.floor(at / (SIDE * SIDE));
  const across = at % SIDE;
  const down = Math.floor(at / SIDE) % SIDE;
  return ((row % 2 ? across : down) + (row >> 1)) % 3 === 0 ? 255 : 0;
});

const session = new Session();
session.openData({
  kind: 'images',
  name: 'stripes',
  rows: ROWS,
  shape: { width: SIDE, height: SIDE, channels: 1 },
  pixels,
  labels: {
    names: ['down', 'across'],
    codes: Uint16Array.from({ length: ROWS }, (_, row) => row % 2),
  },
});
const vae = new VAE({ latentDim: 2, hiddenDims: [64], batchSize: 16, seed: 3, threads: 1 });
await vae.train(pixels, { features: SIDE * SIDE, epochs: 60 });
session.model = { kind: 'images', vae, shape: session.data.shape };
const service = new LookService(session);
after(() => vae.dispose());

test('decoding the point of a row gives its reconstruction, which resembles the row', async () => {
  const map = await service.latentMap(() => {});
  assert.deepEqual([...map.rows.slice(0, 3)], [0, 1, 2]);
  const chosen = [0, 1, 17];
  const latents = chosen.flatMap((row) => [
    ...latentAt(map, map.points[2 * row], map.points[2 * row + 1]),
  ]);
  const decoded = await service.decode(Float32Array.from(latents));
  const again = await service.reconstruct(chosen);
  assert.deepEqual(decoded, again);
  const original = await service.rows(chosen);
  const wrong = original.pixels.filter((byte, i) => Math.abs(byte - again.pixels[i]) > 127).length;
  assert.ok(wrong <= 3, `${wrong} of ${original.pixels.length} pixels are wrong`);
});

test('a path between two rows begins and ends with their reconstructions', async () => {
  const path = await service.interpolate(4, 9, 5);
  const ends = await service.reconstruct([4, 9]);
  const size = SIDE * SIDE;
  assert.equal(path.pixels.length, 5 * size);
  assert.deepEqual(path.pixels.slice(0, size), ends.pixels.slice(0, size));
  assert.deepEqual(path.pixels.slice(4 * size), ends.pixels.slice(size));
});

test('a seed gives the same samples each time, and another seed gives others', async () => {
  const samples = await service.sample(8, 5);
  assert.deepEqual(await service.sample(8, 5), samples);
  assert.notDeepEqual(await service.sample(8, 6), samples);
});

test('images are coloured by label and by score', async () => {
  assert.deepEqual(await service.colourings(), ['label', 'score']);
  const label = await service.colouring(Uint32Array.of(0, 3), 'label');
  assert.deepEqual(
    Array.from(label.codes, (code) => label.names[code]),
    ['down', 'across'],
  );
  const score = await service.colouring(Uint32Array.of(0, 3), 'score');
  assert.ok(score.values.every((value) => Number.isFinite(value) && value > 0));
});

test('a long call is cancelled by the next one and by cancel()', async () => {
  const first = service.latentMap(() => {});
  const second = service.latentMap(() => {});
  await assert.rejects(first, { name: 'AbortError' });
  await second;
  const third = service.latentMap(() => {});
  await service.cancel();
  await assert.rejects(third, { name: 'AbortError' });
});

test('a row that does not exist is refused with a sentence', async () => {
  await assert.rejects(
    service.reconstruct([0, ROWS]),
    /There is no row 241: rows are numbered 1 to 240/,
  );
});
