// Runs in a fresh process. Prints the bytes of WebAssembly memory that training takes beyond its
// rows, which are all of MNIST. Every thread has to load watch-memories.mjs first.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BroadcastChannel } from 'node:worker_threads';
import { VAE } from '../../dist/index.js';
import { root } from '../../tools/paths.mjs';
import { NETS, rowsFile } from '../workloads.mjs';
import { CHANNEL } from './watch-memories.mjs';

const rows = new Uint8Array(await readFile(join(root, rowsFile('digits'))));
const [build, threads] = [process.argv[2], Number(process.argv[3])];
const model = new VAE({ batchSize: 128, seed: 1, build, threads });
await model.train(rows, { features: NETS.digits.features, epochs: 1 });

const sizes = new Map();
const channel = new BroadcastChannel(CHANNEL);
channel.onmessage = ({ data }) => data.threadId && sizes.set(data.threadId, data.bytes);
channel.postMessage('how much?');
for (let tries = 0; tries < 50 && sizes.size === 0; ++tries) await sleep(100);
await sleep(200);
channel.close();
if (sizes.size === 0) throw new Error('no WebAssembly memory was seen');
const bytes = [...sizes.values()].reduce((sum, size) => sum + size);
console.log(JSON.stringify({ value: bytes - rows.length, backend: model.backend }));
model.dispose();
