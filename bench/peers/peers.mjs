import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../tools/paths.mjs';
import { openLineRunner } from '../line-runner.mjs';
import { taskId } from '../tasks.mjs';
import { NETS } from '../workloads.mjs';

const script = (name) => fileURLToPath(new URL(name, import.meta.url));

/**
 * The peers that can run here.
 * @param {string} node the Node to run them with
 * @returns {Promise<{ id: string, name: string, threads: number, trains: [string, number][],
 *   measure: (task: object) => Promise<object>, close: () => void }[]>} trains: [net, batch size]
 */
export async function openPeers(node) {
  const all = [
    ['digits', 32],
    ['digits', 128],
    ['digits', 512],
    ['table', 32],
  ];
  const peers = [];
  const open = async (id, threads, trains, command, args) => {
    try {
      const runner = await openLineRunner(command, args);
      peers.push({ id, trains, ...runner, ...runner.hello, threads });
    } catch (error) {
      console.error(`NOT MEASURED: ${id}: ${error.message}`);
    }
  };
  const python = findPyTorch();
  for (const threads of [1, 2]) {
    const args = [script('torch_host.py'), String(threads), join(root, 'build/bench')];
    if (python) await open(`torch-${threads}`, threads, all, python, args);
  }
  if (!python)
    console.error('NOT MEASURED: PyTorch: no python3 here has it (set PYTHON to one that has)');
  await open('jax', 1, all, node, [script('jax-host.mjs')]);
  const tensorflow = script('tensorflow-host.mjs');
  await open('tensorflow-wasm', 1, all, node, [tensorflow, 'wasm']);
  await open(
    'tensorflow-cpu',
    1,
    [
      ['digits', 32],
      ['digits', 128],
    ],
    node,
    [tensorflow, 'cpu'],
  );
  return peers;
}

export const peerId = (peer, net, batchSize) => taskId(peer, { kind: 'train', net, batchSize });

export function peerTasks(peers) {
  return peers.flatMap(({ id, trains, measure }) =>
    trains.map(([net, batchSize]) => ({
      id: peerId(id, net, batchSize),
      run: () => measure({ net: { name: net, ...NETS[net] }, batchSize }),
    })),
  );
}

/** The first Python that has PyTorch: the one that PYTHON names, or a usual one. */
function findPyTorch() {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ['python3', '/usr/bin/python3'];
  return candidates.find((python) => spawnSync(python, ['-c', 'import torch']).status === 0);
}
