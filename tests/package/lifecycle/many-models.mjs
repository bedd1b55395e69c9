// A consumer's program: many small models, one after another, each trained and read. Prints what
// there was of memory and workers on the way, and what is left of them.
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { VAE } from 'vae1';

/** `end` of a model: 'disposed' or 'forgotten'; `leak`: what is broken on purpose. */
const { models, end, options, leak } = JSON.parse(process.argv[2]);
/** Models between two looks at what there is. */
const STEP = 20;

const rows = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i));
const retained = [];
({
  nothing() {},
  'workers that do not end'() {
    Worker.prototype.terminate = async () => 0;
  },
  'models that nobody hears of when they are gone'() {
    FinalizationRegistry.prototype.register = () => {};
  },
  'dispose() that does nothing'() {
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
})[leak]();

process.report.excludeNetwork = true;
const workers = () => process.report.getReport().workers.length;

async function live() {
  const model = new VAE({ hiddenDims: [4], latentDim: 1, epochs: 1, batchSize: 16, ...options });
  await model.train(rows, { features: 2 });
  await model.generate(256);
  if (end === 'disposed') model.dispose();
}

/** What there is once garbage is collected and what was told to end has had time to. */
async function settled() {
  for (let i = 0; i < 3; i++) {
    gc();
    await sleep(5);
  }
  for (let i = 0; i < 100 && workers() > 0; i++) await sleep(5);
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
}

const looks = [];
let mostWorkers = 0;
for (let i = 1; i <= models; i++) {
  await live();
  if (i % STEP) continue;
  mostWorkers = Math.max(mostWorkers, workers());
  looks.push(await settled());
}
await settled();
const left = { workers: workers(), resources: process.getActiveResourcesInfo() };
console.log(JSON.stringify({ models, looks, mostWorkers, left }));
// What leaks on purpose shall not keep the process.
if (leak !== 'nothing') process.exit();
