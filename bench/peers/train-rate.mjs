const SECONDS = 0.5;
// The engine's compilers need many calls of a framework's kernels before the kernels run at full
// speed.
const FIRST_WARM_UP_SECONDS = 2;

/**
 * Answers tasks { net, batchSize } with rows/s. Each pair is made and warmed once.
 * @param {(net: object, batchSize: number) =>
 *   { step: (index: number) => void, settled: () => Promise<unknown> }} makeTraining
 *   `settled` resolves when every step given so far is done
 */
export function trainingRates(makeTraining) {
  const made = new Map();
  return async ({ net, batchSize }) => {
    const key = `${net.name} ${batchSize}`;
    if (!made.has(key)) {
      made.set(key, makeTraining(net, batchSize));
      await stepsPerSecond(made.get(key), FIRST_WARM_UP_SECONDS);
    }
    return { value: batchSize * (await stepsPerSecond(made.get(key), SECONDS)) };
  };
}

async function stepsPerSecond({ step, settled }, atLeast) {
  step(0);
  await settled();
  const start = performance.now();
  let count = 0;
  let chunk = 1;
  for (;;) {
    for (let i = 0; i < chunk; ++i) step(count++);
    await settled();
    const seconds = (performance.now() - start) / 1000;
    if (seconds >= atLeast) return count / seconds;
    // Wait rarely, so that a framework that computes ahead can do so.
    const left = (atLeast - seconds) / (seconds / count);
    chunk = Math.max(1, Math.min(Math.ceil(left), 4 * chunk));
  }
}
