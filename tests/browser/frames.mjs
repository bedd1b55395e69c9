/**
 * Counts the page's frames from now on.
 * @returns {Promise<() => Promise<{ frames: number, seconds: number, longestGap: number }>>}
 *   returns the count since then; `longestGap` between two frames is in ms
 */
export async function countFrames(page) {
  await page.evaluate(watchFrames);
  return () => page.evaluate(() => globalThis.framesSoFar());
}

/** Runs in the page. */
function watchFrames() {
  const began = performance.now();
  let frames = 0;
  let last = began;
  let longestGap = 0;
  const note = (time) => {
    ++frames;
    longestGap = Math.max(longestGap, time - last);
    last = time;
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
  globalThis.framesSoFar = () => ({
    frames,
    seconds: (performance.now() - began) / 1000,
    longestGap: Math.round(longestGap),
  });
}
