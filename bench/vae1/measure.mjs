import { NETS, rowsFile } from '../workloads.mjs';
import { measureLimit } from './limit.mjs';

// A measurement lasts at least this long.
const SECONDS = 0.5;

/**
 * Measures one thing, the same way in Node and in a page.
 *
 * @param {object} task by its `kind`:
 *   `limit` { family, threads } -> GFLOP/s;
 *   `train` { net, batchSize, build, threads, deterministic } -> rows/s of warm epochs;
 *   `generate`, `encode` { net, build, threads } -> rows/s.
 * @param {object} host `VAE`, and functions that read files and open workers here
 * @returns {Promise<{ value: number, backend?: object }>} `backend`: what actually ran
 */
export async function measure(task, host) {
  if (task.kind === 'limit') return { value: await measureLimit(task, host) };
  const { net, batchSize = 128, build, threads, deterministic = false } = task;
  const { features, hidden, latent, rows } = NETS[net];
  const model = new host.VAE({
    ...{ hiddenDims: [hidden], latentDim: latent, batchSize, likelihood: 'bernoulli', seed: 1 },
    ...{ build, threads, deterministic },
  });
  try {
    if (build !== 'auto' && model.backend.build !== build)
      throw new Error(`${build} was asked for, ${model.backend.build} ran`);
    const bytes = (await host.bytesOf(rowsFile(net))).subarray(0, rows * features);
    const call = { train: trainingRate, generate: generationRate, encode: encodingRate }[task.kind];
    return { value: await call(model, bytes, NETS[net]), backend: model.backend };
  } finally {
    model.dispose();
  }
}

/** The first epoch warms up. Its time says how many epochs a measurement needs. */
async function trainingRate(model, bytes, { features, rows }) {
  const [{ seconds }] = await model.train(bytes, { features, epochs: 1 });
  const epochs = Math.max(1, Math.ceil(SECONDS / seconds));
  const history = await model.train(bytes, { features, epochs });
  const measured = history.slice(1).reduce((sum, record) => sum + record.seconds, 0);
  return (rows * epochs) / measured;
}

async function generationRate(model, bytes, { features, rows }) {
  await model.train(bytes, { features, epochs: 1 });
  return callRate(rows, () => model.generate(rows));
}

async function encodingRate(model, bytes, { features, rows }) {
  await model.train(bytes, { features, epochs: 1 });
  return callRate(rows, () => model.encode(bytes));
}

async function callRate(rows, call) {
  await call();
  const start = performance.now();
  let calls = 0;
  let seconds;
  do {
    await call();
    ++calls;
    seconds = (performance.now() - start) / 1000;
  } while (seconds < SECONDS);
  return (calls * rows) / seconds;
}

/**
 * The builds that can run here, and how many threads each can use. `auto[n]` is the build that
 * `build: 'auto'` picks for n threads.
 */
export function availableBuilds({ VAE }) {
  const backendOf = (options) => {
    try {
      const model = new VAE(options);
      model.dispose();
      return model.backend;
    } catch (error) {
      if (error.code === 'ERR_OPTION') return undefined;
      throw error;
    }
  };
  const builds = ['simd', 'simd-threads', 'relaxed', 'relaxed-threads']
    .filter((build) => backendOf({ build }))
    .map((build) => ({
      build,
      family: build.replace('-threads', ''),
      threads: build.endsWith('-threads') ? [1, 2] : [1],
    }));
  const automatic = (threads) => backendOf({ build: 'auto', threads })?.build;
  return { builds, auto: { 1: automatic(1), 2: automatic(2) } };
}
