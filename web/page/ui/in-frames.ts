/**
 * Does work step by step, a few milliseconds of it in each frame, then `finish`.
 * @returns what ends it before that.
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
