import { figure, table, withSpread } from './markdown.mjs';
import { peerId } from './peers/peers.mjs';
import { summary } from './statistics.mjs';
import { taskId, training } from './tasks.mjs';
import { flopPerRow, netName } from './workloads.mjs';

const KB = 1000;
const MB = 1_000_000;

/**
 * The figures that the library is held to: each a ratio taken within one round.
 * @param {object} run `samples` of rounds.mjs, `node` and `chromium` (environments, the latter
 *   perhaps null), `coldStart`, `memory`, `loaded`
 */
export function judgedTable({ samples, node, chromium, coldStart, memory, loaded }) {
  const valuesOf = (id) => samples.get(id)?.values ?? [];
  const train = (net, batchSize, threads, environment = node) =>
    valuesOf(taskId(environment.id, training(net, batchSize, node.auto[threads], threads)));
  const limit = (threads) => {
    const family = node.auto[threads].replace('-threads', '');
    return valuesOf(taskId(node.id, { kind: 'limit', family, threads }));
  };
  const peer = (name, net, batchSize) => valuesOf(peerId(name, net, batchSize));
  const over = (a, b) => a.map((value, round) => value / b[round]);
  const threaded = node.auto[2].endsWith('-threads');
  const threadCounts = threaded ? [1, 2] : [1];
  const gflop = flopPerRow('digits') / 1e9;
  const plural = (threads) => `${threads} thread${threads > 1 ? 's' : ''}`;

  const atLeast = [
    ...[
      [32, 0.56, 0.7],
      [128, 0.68, 0.8],
    ].map(([batch, must, aim]) => [
      `batch ${batch}, 1 thread, share of the limit`,
      over(
        train('digits', batch, 1).map((rows) => rows * gflop),
        limit(1),
      ),
      must,
      aim,
    ]),
    [
      'batch 32: (2 threads over 1) / (the limit on 2 over 1)',
      threaded
        ? over(over(train('digits', 32, 2), train('digits', 32, 1)), over(limit(2), limit(1)))
        : [],
      0.8,
      0.92,
    ],
    ...[
      [32, 1.1, 1.35],
      [128, 0.75, 0.9],
    ].flatMap(([batch, must, aim]) =>
      threadCounts.map((threads) => [
        `batch ${batch} over PyTorch, ${plural(threads)} each`,
        over(train('digits', batch, threads), peer(`torch-${threads}`, 'digits', batch)),
        must,
        aim,
      ]),
    ),
    ['batch 32 over jax-js wasm', over(train('digits', 32, 1), peer('jax', 'digits', 32)), 5, 6],
    [
      'batch 32 over TensorFlow.js wasm',
      over(train('digits', 32, 1), peer('tensorflow-wasm', 'digits', 32)),
      14,
      17,
    ],
    [
      `${netName('table')}, batch 32, over PyTorch, 1 thread each`,
      over(train('table', 32, 1), peer('torch-1', 'table', 32)),
      6,
      15,
    ],
    ...[32, 128].flatMap((batch) =>
      threadCounts.map((threads) => [
        `Chromium over Node, batch ${batch}, ${plural(threads)}`,
        chromium
          ? over(train('digits', batch, threads, chromium), train('digits', batch, threads))
          : [],
        0.9,
        1,
      ]),
    ),
    ...[32, 128].map((batch) => [
      `${node.auto[1]} over deterministic, batch ${batch}, 1 thread`,
      over(
        train('digits', batch, 1),
        valuesOf(taskId(node.id, { ...training('digits', batch, 'auto', 1), deterministic: true })),
      ),
    ]),
  ];
  const bytes = loaded?.reduce((sum, file) => sum + file.bytes, 0);
  const atMost = [
    ['gzipped JS + wasm that a page loads, KB', bytes ? [bytes / KB] : [], 100, 70],
    ['import to first finished step, cold, ms', coldStart, 250, 120],
    ...threadCounts.map((threads) => [
      `WebAssembly memory beyond the data, batch 128, ${plural(threads)}, MB`,
      memory[threads].map((bytes) => bytes / MB),
      24,
      16,
    ]),
  ];
  const line = ([name, values, must, aim], sign) => {
    const measured = summary(values);
    const bound = (value) => (value === undefined ? '' : figure(value));
    const reached = verdict(measured?.median, must, aim, sign);
    return [name, withSpread(measured), bound(must), bound(aim), reached];
  };
  return table(
    [`${netName('digits')}, Node, best build`, 'median (spread)', 'must', 'aim', 'reached'],
    [...atLeast.map((row) => line(row, 1)), ...atMost.map((row) => line(row, -1))],
  );
}

/** @param {1 | -1} sign 1 if more is better */
function verdict(value, must, aim, sign) {
  if (value === undefined) return 'not measured';
  if (must === undefined) return 'reported';
  if (sign * value >= sign * aim) return 'aim';
  return sign * value >= sign * must ? 'must' : 'NO';
}
