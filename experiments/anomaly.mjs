// Does it find anomalies? Trains on the normal rows of five sets of ADBench (semi-supervised), and
// prints AUROC x 100 beside a published table. Exits with 1 if a target is missed.
//
//   npm run experiment -- anomaly FOLDER            five seeds of one call, the same for all sets
//   npm run experiment -- anomaly FOLDER --choose   the held-out likelihoods that chose the call
//
// FOLDER holds the sets (anomaly-sets.mjs) and published_auroc.csv.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { anomalyRun, METHODS, trainedDetector } from './anomaly-run.mjs';
import { candidates, settings } from './anomaly-settings.mjs';
import { readSet, SETS } from './anomaly-sets.mjs';
import { environment } from './environment.mjs';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { choose: { type: 'boolean', default: false } },
});
const [folder] = positionals;
if (!folder) throw new Error('Name the folder of the sets: npm run experiment -- anomaly FOLDER');

const mean = (numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
const sets = {};
for (const name of Object.keys(SETS)) sets[name] = await readSet(folder, name);

if (values.choose) await choose();
else await compare();

/**
 * Prints the held-out log-likelihood of every candidate, in nats per value. The highest mean is
 * best.
 */
async function choose() {
  console.log(`| settings | ${Object.keys(sets).join(' | ')} | mean |`);
  console.log(
    `| --- | ${Object.keys(sets)
      .map(() => '---: | ')
      .join('')}---: |`,
  );
  for (const candidate of candidates) {
    const heldOut = [];
    for (const set of Object.values(sets)) {
      const trained = await trainedDetector(set, { ...settings, ...candidate }, 1);
      trained.detector.dispose();
      heldOut.push(trained.heldOut);
    }
    const cells = [...heldOut, mean(heldOut)].map((x) => x.toFixed(3));
    console.log(`| ${JSON.stringify(candidate)} | ${cells.join(' | ')} |`);
  }
}

async function compare() {
  const published = await publishedTable(join(folder, 'published_auroc.csv'));
  const others = Object.keys(published[0]).filter((name) => name !== 'dataset');
  const own = { likelihood: [], elbo: [], reconstruction: [] };
  let backend;
  const lines = [];
  let missed = 0;
  for (const row of published) {
    const results = [];
    for (let seed = 1; seed <= 5; ++seed)
      results.push(await anomalyRun(sets[row.dataset], settings, seed));
    backend = results[0].backend;
    const cells = METHODS.map((method) => {
      const aurocs = results.map((result) => result[method]);
      own[method].push(mean(aurocs));
      return `${mean(aurocs).toFixed(2)} (${spread(aurocs).toFixed(2)})`;
    });
    const below = row.VAE - own.likelihood.at(-1);
    if (below > 5) ++missed;
    const theirs = others.map((name) => row[name].toFixed(2));
    lines.push([row.dataset, ...cells, ...theirs].join(' | ') + (below > 5 ? ' | MISSED' : ''));
  }
  const means = [
    ...METHODS.map((method) => mean(own[method])),
    ...others.map((name) => mean(published.map((row) => row[name]))),
  ];
  if (mean(own.likelihood) <= 83.6) ++missed;
  console.log(environment(backend));
  console.log(JSON.stringify(settings));
  console.log(
    `\nAUROC x 100, mean (standard deviation) of five seeds; the last ${others.length} columns are published.\n`,
  );
  console.log(`| set | ${[...METHODS, ...others].join(' | ')} |`);
  console.log(`| --- | ${[...METHODS, ...others].map(() => '---:').join(' | ')} |`);
  for (const line of lines) console.log(`| ${line} |`);
  console.log(`| mean | ${means.map((x) => x.toFixed(2)).join(' | ')} |`);
  console.log(
    missed
      ? `\n${missed} targets missed`
      : '\nmean above the isolation forest; no set more than 5 points below the published VAE',
  );
  process.exitCode = missed ? 1 : 0;
}

/** Reads AUROC x 100 of each detector by set: the numbers before the spreads. */
async function publishedTable(path) {
  const [header, ...lines] = (await readFile(path, 'utf8')).trim().split(/\r?\n/);
  const [, , , , ...detectors] = header.split(',');
  return lines.map((line) => {
    const [dataset, , , , ...cells] = line.split(',');
    return Object.fromEntries([
      ['dataset', dataset],
      ...detectors.map((name, i) => [name, Number.parseFloat(cells[i])]),
    ]);
  });
}

function spread(numbers) {
  return Math.sqrt(mean(numbers.map((x) => (x - mean(numbers)) ** 2)));
}
