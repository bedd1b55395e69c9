// Do generated rows look like the real ones? Trains on two real tables with three seeds. Exits with
// 1 if a limit is broken.
//
//   npm run experiment -- samples
import { environment } from './environment.mjs';
import { limits, settings, tableRun } from './table-run.mjs';

const rows = [];
let backend;
for (const table of ['wine', 'breast_cancer'])
  for (let seed = 1; seed <= 3; ++seed) {
    const result = await tableRun(table, seed);
    backend = result.backend;
    rows.push({ table, seed, ...result });
  }

console.log(environment(backend));
console.log(JSON.stringify(settings));
console.log(`
mean, deviation: worst column, in the real column's standard deviations (limits ${limits.mean}, ${limits.deviation})
correlation: mean absolute difference over all pairs (limit ${limits.correlation})
bound: held-out negative ELBO, nats per row; limit: independent Gaussians

| table         | seed |  mean | deviation | correlation |    bound | independent |
| ------------- | ---: | ----: | --------: | ----------: | -------: | ----------: |`);
let broken = 0;
for (const row of rows) {
  const { table, seed, mean, deviation, correlation, bound, independent } = row;
  const kept = Object.keys(limits).every((key) => row[key] <= limits[key]) && bound < independent;
  if (!kept) ++broken;
  const cells = [
    table.padEnd(13),
    String(seed).padStart(4),
    mean.toFixed(3),
    deviation.toFixed(3).padStart(9),
    correlation.toFixed(3).padStart(11),
    bound.toFixed(2).padStart(8),
    independent.toFixed(2).padStart(11),
  ];
  console.log(`| ${cells.join(' | ')} |${kept ? '' : ' BROKEN'}`);
}
console.log(broken ? `\n${broken} of ${rows.length} runs break a limit` : '\nall limits kept');
process.exitCode = broken ? 1 : 0;
