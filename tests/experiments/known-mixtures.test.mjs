// Generated points are compared with the same truth for which SDGym published figures.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitMixture } from '../../experiments/tables/gaussian-mixture.mjs';
import {
  KNOWN_MIXTURES,
  modesFound,
  pointsOf,
  trueLogLikelihood,
} from '../../experiments/tables/known-mixtures.mjs';
import { likelihoods } from '../../experiments/tables/mixture-likelihoods.mjs';
import { randomStream } from '../../experiments/tables/random.mjs';

const random = randomStream(1, 'known mixtures test');

test("the data's own figures match those published for SDGym 0.2.2", () => {
  const published = { ring: [-1.711, -1.703], gridr: [-3.593, -3.641] };
  for (const [name, modes] of Object.entries(KNOWN_MIXTURES)) {
    const [points, others] = [pointsOf(modes, 10_000, random), pointsOf(modes, 10_000, random)];
    const { sdgym } = likelihoods(modes, points, others, random);
    const [syn, held] = published[name];
    // Both are from fits with a single start.
    assert.ok(Math.abs(sdgym.syn - syn) < 0.06, `${name}: L_syn ${sdgym.syn}, published ${syn}`);
    assert.ok(Math.abs(sdgym.test - held) < 0.06, `${name}: L_test ${sdgym.test}, published ${held}`); // prettier-ignore
  }
});

test('the ring has radius 1; the grid has a spacing of 2, with centres moved by less than 0.5', () => {
  const { ring, gridr } = KNOWN_MIXTURES;
  assert.equal(ring.length, 8);
  assert.ok(ring.every(([x, y]) => Math.abs(Math.hypot(x, y) - 1) < 1e-12));
  const places = gridr.map((centre) => centre.map((x) => 2 * Math.round(x / 2)));
  assert.equal(new Set(places.map(String)).size, 25);
  for (const [k, centre] of gridr.entries())
    for (const [j, x] of centre.entries()) assert.ok(Math.abs(x - places[k][j]) < 0.5);
});

test('the log-likelihood of one mode equals that of a Gaussian with variance 0.05', () => {
  const closed = -(1 + Math.log(2 * Math.PI * 0.05));
  const drawn = trueLogLikelihood([[3, -2]], pointsOf([[3, -2]], 100_000, random));
  assert.ok(Math.abs(drawn - closed) < 0.02, `${drawn}, closed form ${closed}`);
});

test('a mode counts as found if a fifth of its points lie near it, not fewer or farther off', () => {
  const modes = KNOWN_MIXTURES.gridr;
  const points = pointsOf(modes, 25_000, random);
  assert.equal(modesFound(modes, points), 25);
  const isNear = ([x, y]) => Math.hypot(x - modes[0][0], y - modes[0][1]) < 0.9;
  const thinned = (share) => points.filter((point) => !isNear(point) || random.uniform() < share);
  assert.equal(modesFound(modes, thinned(0.3)), 25);
  assert.equal(modesFound(modes, thinned(0.1)), 24);
  const moved = points.map(([x, y]) => (isNear([x, y]) ? [x - 3, y] : [x, y]));
  assert.equal(modesFound(modes, moved), 24);
});

test('EM reaches the truth with the right number of components, and one component is closed form', () => {
  const modes = KNOWN_MIXTURES.ring;
  const [points, others] = [pointsOf(modes, 10_000, random), pointsOf(modes, 10_000, random)];
  const fitted = fitMixture(points, 8, { starts: 5, random }).logLikelihood(others);
  assert.ok(Math.abs(fitted - trueLogLikelihood(modes, others)) < 0.02, String(fitted));

  const variances = [0, 1].map((j) => {
    const mean = points.reduce((sum, point) => sum + point[j], 0) / points.length;
    return points.reduce((sum, point) => sum + (point[j] - mean) ** 2, 0) / points.length;
  });
  const closed = -1 - Math.log(2 * Math.PI) - Math.log(variances[0] * variances[1]) / 2;
  const single = fitMixture(points, 1, { starts: 1, random }).logLikelihood(points);
  assert.ok(Math.abs(single - closed) < 1e-4, `${single}, closed form ${closed}`);
});
