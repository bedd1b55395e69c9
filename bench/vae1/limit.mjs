const MILLISECONDS = 300;
const WINDOW = 25;

/**
 * Measures multiply-adds held in registers, on `threads` workers at once: GFLOP/s, all together.
 * The best window of each worker counts, because disturbances do not belong to the limit.
 * @param {{ family: 'simd' | 'relaxed', threads: number }} task
 * @param {object} host as measure() of measure.mjs takes it
 */
export async function measureLimit({ family, threads }, { bytesOf, openWorker }) {
  const module = await WebAssembly.compile(await bytesOf(`build/bench/limit-${family}.wasm`));
  const workers = Array.from({ length: threads }, openWorker);
  const allSpin = (milliseconds) =>
    Promise.all(workers.map((worker) => worker.ask({ module, milliseconds })));
  try {
    // Workers start one by one. Then they run together.
    await allSpin(WINDOW);
    const rates = await allSpin(MILLISECONDS);
    return rates.reduce((sum, rate) => sum + rate) / 1e9;
  } finally {
    for (const worker of workers) worker.close();
  }
}

/** Measures in a worker: FLOP per second in the best window within `milliseconds`. */
export async function spin({ module, milliseconds }) {
  const { run, operations_per_iteration: operations } = (await WebAssembly.instantiate(module))
    .exports;
  const iterations = 20_000;
  let best = 0;
  for (const end = performance.now() + milliseconds; performance.now() < end;) {
    const start = performance.now();
    let calls = 0;
    let elapsed;
    do {
      run(iterations, 0.9999, 1e-4);
      ++calls;
      elapsed = performance.now() - start;
    } while (elapsed < WINDOW);
    best = Math.max(best, (calls * iterations * operations()) / (elapsed / 1000));
  }
  return best;
}
