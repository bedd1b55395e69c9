/**
 * Runs `work` and watches the memory of the process.
 *
 * @returns {Promise<{ seconds: number, peak: number }>} peak: the greatest number of resident
 *   bytes, less those before. The whole process counts, threads and WebAssembly included. It is
 *   measured 50 times a second, as far as the thread is free.
 */
export async function watched(work) {
  globalThis.gc?.();
  const before = process.memoryUsage.rss();
  let most = before;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const timer = setInterval(look, 20);
  const start = performance.now();
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  const seconds = (performance.now() - start) / 1000;
  look();
  return { seconds, peak: most - before };
}
