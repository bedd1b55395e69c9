// Draws the charts of the guide: docs/images/losses.svg, scores.svg and activity.svg.
//
//   npm run experiment -- pictures
import { writeFile } from 'node:fs/promises';
import { VAE } from 'vae1';
import { COLLAPSING_NET, REMEDIES } from '../tests/node/support/collapsing-net.mjs';
import { twoFactors, uniform } from '../tests/node/support/data.mjs';
import { bar, BLUE, chart, dot, line, note, ORANGE, rule } from './svg-chart.mjs';
import { readTable } from './table.mjs';

const images = new URL('../docs/images/', import.meta.url);
const table = new URL('../tests/fixtures/tables/breast_cancer.csv', import.meta.url);

await draw('losses.svg', await losses());
await draw('scores.svg', await scores());
await draw('activity.svg', await activity());

/** Losses of a net that is too large for the 455 rows that it is trained on. */
async function losses() {
  const { rows } = await readTable(table);
  const options = { hiddenDims: [256], latentDim: 10, learningRate: 2e-3, epochs: 200 };
  const model = new VAE({ ...options, seed: 1, deterministic: true });
  const history = await model.train(rows, { validation: 0.2 });
  const { bestEpoch } = model;
  model.dispose();

  const top = 10;
  const curve = (loss) =>
    history.map((record) => [record.epoch, loss(record)]).filter(([, nats]) => nats <= top);
  const best = history[bestEpoch - 1].validation.loss;
  const last = history.at(-1);
  return chart({
    title: `The training loss falls; the held-out loss rises after epoch ${bestEpoch}`,
    x: { label: 'epoch', range: [0, 235], ticks: [0, 50, 100, 150, 200] },
    y: { label: 'nats per row', range: [-40, top], ticks: [-40, -30, -20, -10, 0, 10] },
    marks: [
      rule('x', bestEpoch),
      line(
        curve(({ loss }) => loss),
        BLUE,
      ),
      line(
        curve(({ validation }) => validation.loss),
        ORANGE,
      ),
      dot(bestEpoch, best, ORANGE),
      note(bestEpoch + 3, 5, `bestEpoch ${bestEpoch}`),
      note(203, last.loss, 'training', BLUE),
      note(203, last.validation.loss, 'held out', ORANGE),
    ],
  });
}

/**
 * Scores of people like those of the README's first example, and of people with someone else's
 * weight.
 */
async function scores() {
  const next = uniform(1);
  const noise = () => next() + next() + next() - 1.5;
  const people = (count) => {
    const heights = Array.from({ length: count }, () => 172 + 16 * noise());
    return heights.map((cm) => [cm, 70 + 0.9 * (cm - 172) + 8 * noise()]);
  };
  const options = { latentDim: 2, hiddenDims: [32], learningRate: 0.01, epochs: 50 };
  const model = new VAE({ ...options, seed: 1, deterministic: true });
  await model.train(people(800));
  const threshold = await model.fitThreshold(people(5000), { quantile: 0.99 });
  const usual = people(5000);
  const odd = usual.map(([cm], i) => [cm, usual[(i + 1) % usual.length][1]]);
  const [ofUsual, ofOdd] = [await model.score(usual), await model.score(odd)];
  model.dispose();

  const above = (values) => {
    const share = values.filter((nats) => nats > threshold).length / values.length;
    return `${(100 * share).toFixed(0)} % above`;
  };
  return chart({
    title: 'Scores of usual people are below the threshold, many of mismatched ones above',
    x: {
      label: 'score, nats',
      range: [5, 20.5],
      ticks: [6, 8, 10, 12, 14, 16, 18, [20.25, '20+']],
    },
    y: { label: 'share of rows', range: [0, 0.6], ticks: [0, 0.2, 0.4, 0.6] },
    marks: [
      ...histogram(ofUsual, BLUE),
      ...histogram(ofOdd, ORANGE),
      rule('x', threshold),
      note(threshold + 0.1, 0.55, `threshold ${threshold.toFixed(1)}`),
      note(threshold + 0.1, 0.49, `usual people: ${above(ofUsual)}`, BLUE),
      note(threshold + 0.1, 0.43, `with the weight of someone else: ${above(ofOdd)}`, ORANGE),
    ],
  });
}

/** Bars of half a nat from 5 to 20, and one for everything above. */
function histogram(values, colour) {
  const shares = Array(31).fill(0);
  for (const nats of values)
    shares[Math.max(0, Math.min(30, Math.floor(2 * (nats - 5))))] += 1 / values.length;
  return shares.map((share, i) => bar(5 + i / 2, 5.5 + i / 2, share, colour));
}

/** The nets of tests/node/model/collapse.test.mjs. */
async function activity() {
  const rows = twoFactors();
  const marks = [rule('y', 1)];
  const ticks = [];
  let place = 0;
  for (const [name, options] of Object.entries({ 'beta 1': {}, ...REMEDIES })) {
    const model = new VAE({ ...COLLAPSING_NET, seed: 1, ...options });
    await model.train(rows, { features: 6 });
    const { activity, activeUnits } = await model.diagnose(rows);
    model.dispose();
    const colour = activeUnits === 0 ? ORANGE : BLUE;
    for (const [j, variance] of activity.entries())
      marks.push(
        bar(place + j + 0.15, place + j + 0.85, variance, colour),
        note(place + j + 0.28, variance + 0.04, variance.toFixed(2), colour),
      );
    ticks.push([place + 2, `${name}: ${activeUnits} of ${activity.length} active`]);
    place += activity.length + 1;
  }
  return chart({
    title:
      'Activity of four latent dimensions: none without remedy, one with warm-up, four with free bits',
    x: { label: 'latent dimension', range: [-0.5, place - 0.5], ticks },
    y: { label: 'activity', range: [0, 1.4], ticks: [0, 0.5, 1] },
    marks,
  });
}

async function draw(name, svg) {
  await writeFile(new URL(name, images), svg);
  console.log(`docs/images/${name}: ${svg.length} bytes`);
}
