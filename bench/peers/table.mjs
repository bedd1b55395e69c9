import { table, withSpread } from '../markdown.mjs';
import { summary } from '../statistics.mjs';
import { netName } from '../workloads.mjs';
import { taskId, training } from '../tasks.mjs';
import { peerId } from './peers.mjs';

const COLUMNS = [
  ['digits', 32],
  ['digits', 128],
  ['digits', 512],
  ['table', 32],
];

/** Rows/s of the library and of its peers, side by side. */
export function peersTable(node, peers, samples) {
  const cells = (idOf) =>
    COLUMNS.map((column) => {
      const values = samples.get(idOf(...column))?.values;
      return values ? withSpread(summary(values)) : '';
    });
  const threadCounts = node.auto[2].endsWith('-threads') ? [1, 2] : [1];
  const ours = threadCounts.map((threads) => [
    `vae1 (${node.auto[threads]})`,
    threads,
    ...cells((net, batch) => taskId(node.id, training(net, batch, node.auto[threads], threads))),
  ]);
  const theirs = peers.map(({ id, name, blas, threads }) => [
    blas ? `${name} (native; BLAS: ${blas})` : name,
    threads,
    ...cells((net, batch) => peerId(id, net, batch)),
  ]);
  const head = COLUMNS.map(([net, batch]) => `${netName(net)}, batch ${batch}`);
  return table(['training, rows/s', 'threads', ...head], [...ours, ...theirs]);
}
