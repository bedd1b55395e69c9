// Runs in a fresh process. Prints the milliseconds from before the import to the end of the first
// step.
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../tools/paths.mjs';
import { NETS, rowsFile } from '../workloads.mjs';

const { features } = NETS.digits;
const rows = new Uint8Array(32 * features);
const file = await open(join(root, rowsFile('digits')));
await file.read(rows);
await file.close();

const start = performance.now();
const { VAE } = await import('../../dist/index.js');
const model = new VAE({ seed: 1 });
await model.train(rows, { features, epochs: 1 });
const milliseconds = performance.now() - start;
console.log(JSON.stringify({ value: milliseconds, backend: model.backend }));
model.dispose();
