// A consumer's program: many small models, one after another, each trained and read. Prints what
// there was of memory and workers on the way, and what is left of them.
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { VAE } from 'vae1';

/**
 * `step`: models between two collections of garbage, with a look at what there is. `end` of a
 * model: 'disposed' or 'forgotten'. `leak`: what is broken on purpose.
 */
const { models, step, end, options, leak } = JSON.parse(process.argv[2]);

const rows = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i));
const retained = [];
const breakage = {
  nothing() {},
  'workers that are not ended'() {
    Worker.prototype.terminate = async () => 0;
  },
  'models whose end nobody hears of'() {
    FinalizationRegistry.prototype.register = () => {};
  },
  'a dispose() that does nothing'() {
    VAE.prototype.dispose = function () {
      retained.push(this);
    };
  },
  'results that are kept'() {
    const { generate } = VAE.prototype;
    VAE.prototype.generate = async function (...args) {
      const result = await generate.apply(this, args);
      retained.push(result);
      return result;
    };
  },
};
breakage[leak]();

// A report of the process lists its workers too, but interrupts each of them.
let workers = 0;
subscribe('worker_threads', ({ worker }) => {
  workers++;
  worker.once('exit', () => workers--);
});

async function live() {
  const model = new VAE({ hiddenDims: [4], latentDim: 1, epochs: 1, batchSize: 16, ...options });
  await model.train(rows, { features: 2 });
  await model.generate(2048);
  if (end === 'disposed') model.dispose();
}

/** What is left after garbage collection, once everything that was told to end has had time to. */
async function settled() {
  for (let i = 0; i < 3; i++) {
    gc();
    await sleep(5);
  }
  for (let i = 0; i < 20 && workers > 0; i++) await sleep(20);
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
}

const resources = () => process.getActiveResourcesInfo().sort();
// The process's own ends, which a worker's output is led to.
void [process.stdout, process.stderr];
await sleep(50);
const before = resources();
const looks = [];
let mostWorkers = 0;
for (let i = 1; i <= models; i++) {
  await live();
  if (i % step) continue;
  mostWorkers = Math.max(mostWorkers, workers);
  looks.push(await settled());
}
await settled();
process.report.excludeNetwork = true;
const left = { workers: process.report.getReport().workers.length, resources: resources() };
console.log(JSON.stringify({ looks, mostWorkers, before, left }));
// Leaks on purpose must not keep the process alive.
if (leak !== 'nothing') process.exit();
