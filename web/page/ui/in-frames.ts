/**
 * Runs `work` step by step, a few milliseconds per frame, then calls `finish`.
 * @returns a function that cancels it.
 */
export function inFrames(work: Iterator<void>, finish?: () => void): () => void {
  let asked = requestAnimationFrame(go);
  function go() {
    const end = performance.now() + MS_OF_A_FRAME;
    while (performance.now() < end) if (work.next().done) return finish?.();
    asked = requestAnimationFrame(go);
  }
  return () => cancelAnimationFrame(asked);
}

const MS_OF_A_FRAME = 6;
