// The program that the measured Node runs. It answers lines of JSON (serve-lines.mjs).
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { VAE } from '../../dist/index.js';
import { root } from '../../tools/paths.mjs';
import { serveLines } from '../serve-lines.mjs';
import { availableBuilds, measure } from './measure.mjs';

const host = {
  VAE,
  bytesOf: async (path) => new Uint8Array(await readFile(join(root, path))),
  openWorker() {
    const worker = new Worker(new URL('limit-worker.mjs', import.meta.url));
    return {
      ask: (task) =>
        new Promise((resolve, reject) => {
          worker.once('message', resolve).once('error', reject);
          worker.postMessage(task);
        }),
      close: () => void worker.terminate(),
    };
  },
};

await serveLines({ name: `Node ${process.versions.node}`, ...availableBuilds(host) }, (task) =>
  measure(task, host),
);
