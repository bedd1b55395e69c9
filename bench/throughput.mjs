import { ratio, summary } from './statistics.mjs';
import { table, withSpread } from './markdown.mjs';
import { BATCHES, taskId, training } from './tasks.mjs';
import { flopPerRow, netName, NETS } from './workloads.mjs';

/** The tables of one environment. */
export function throughputTables(environment, samples) {
  const of = (task) => samples.get(taskId(environment.id, task));
  return [limits(environment, of), digits(environment, of), others(environment, of)].join('\n\n');
}

function limits({ builds }, of) {
  const rows = [...new Set(builds.map(({ family }) => family))].map((family) => {
    const cells = [1, 2].map((threads) =>
      withSpread(summary(of({ kind: 'limit', family, threads })?.values)),
    );
    return [family, ...cells];
  });
  return table(['multiply-add limit, GFLOP/s', '1 thread', '2 threads'], rows);
}

function digits({ builds }, of) {
  const rows = builds.flatMap(({ build, family, threads: counts }) =>
    counts.flatMap((threads) =>
      BATCHES.map((batchSize) => {
        const sample = of(training('digits', batchSize, build, threads));
        const speed = summary(sample?.values);
        const flops = sample?.values.map((rows) => (rows * flopPerRow('digits')) / 1e9);
        const limit = of({ kind: 'limit', family, threads })?.values;
        return [
          ran(sample, build),
          sample?.backend?.threads ?? threads,
          batchSize,
          withSpread(speed),
          withSpread(summary(flops)),
          withSpread(ratio(flops ?? [], limit ?? [])),
        ];
      }),
    ),
  );
  const title = `training ${netName('digits')}, build`;
  return table([title, 'threads', 'batch', 'rows/s', 'GFLOP/s', 'share of the limit'], rows);
}

/** The build that ran, or the reason why none did. */
const ran = (sample, build) => (sample?.error ? `${build}: ${sample.error}` : build);

function others({ auto }, of) {
  const line = (what, task, unit, scale = 1) => {
    const sample = of(task);
    if (!sample) return [];
    const values = sample.values.map((value) => value / scale);
    const { build, threads } = sample.backend ?? task;
    return [[what, ran(sample, build), threads, withSpread(summary(values)), unit]];
  };
  const table16 = `training ${netName('table')}, batch 32`;
  const count = `${NETS.digits.rows} rows`;
  const rows = [
    ...line(`${table16}, 'auto'`, training('table', 32, 'auto', 'auto'), 'steps/s', 32),
    ...[1, 2].flatMap((threads) => {
      const build = auto[threads];
      const call = (kind) => ({ kind, net: 'digits', build, threads });
      const wide = `training ${netName('wide')}, batch 128`;
      return [
        ...line(table16, training('table', 32, build, threads), 'steps/s', 32),
        ...line(wide, training('wide', 128, build, threads), 'rows/s'),
        ...line(`generate, ${count}`, call('generate'), 'rows/s'),
        ...line(`encode, ${count}`, call('encode'), 'rows/s'),
      ];
    }),
    ...[32, 128].flatMap((batchSize) => {
      const task = { ...training('digits', batchSize, 'auto', 1), deterministic: true };
      const what = `training ${netName('digits')}, batch ${batchSize}, deterministic`;
      return line(what, task, 'rows/s');
    }),
  ];
  return table(['other work', 'build', 'threads', 'median (spread)', 'unit'], rows);
}
