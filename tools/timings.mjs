/** Each step of this run: what it was, when it began and what it took, in seconds. */
const steps = [];
const begun = performance.now();

/**
 * Runs a step and keeps how long it took, for `printTimings()`. Steps may run beside one another.
 * @template T
 * @param {string} step
 * @param {() => Promise<T>} body
 * @returns {Promise<T>}
 */
export async function timed(step, body) {
  const start = performance.now();
  try {
    return await body();
  } finally {
    const [from, to] = [start, performance.now()].map((time) => (time - begun) / 1000);
    steps.push({ step, from, took: to - from });
  }
}

/** Prints where the time of this run went: every step, in the order in which they began. */
export function printTimings() {
  const width = Math.max(...steps.map(({ step }) => step.length), 'in all'.length);
  const row = (step, from, took) =>
    `  ${step.padEnd(width)}  ${from.padStart(7)}  ${took.padStart(7)}`;
  console.log(`\n${row('Where the time went', 'from s', 'took s')}`);
  for (const { step, from, took } of steps.toSorted((a, b) => a.from - b.from))
    console.log(row(step, from.toFixed(1), took.toFixed(1)));
  console.log(row('in all', '', ((performance.now() - begun) / 1000).toFixed(1)));
}
