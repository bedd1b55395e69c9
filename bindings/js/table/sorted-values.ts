import { forEach, type Work } from './slices.js';

// A native sort of this many values takes a few milliseconds.
const RUN = 1 << 16;

/** The values that are not NaN, in ascending order. Overwrites the given ones. Sorts runs natively, then merges them. */
export function* sortedValues(values: Float64Array): Work<Float64Array> {
  let n = 0;
  yield* forEach(values.length, RUN, (i) => {
    if (!Number.isNaN(values[i])) values[n++] = values[i]!;
  });
  let sorted: Float64Array = values.subarray(0, n);
  for (let i = 0; i < n; i += RUN) {
    sorted.subarray(i, i + RUN).sort();
    yield;
  }
  let merged: Float64Array = new Float64Array(n > RUN ? n : 0);
  for (let run = RUN; run < n; run *= 2) {
    for (let first = 0; first < n; first += 2 * run) {
      const middle = Math.min(n, first + run);
      const end = Math.min(n, middle + run);
      for (let i = first, a = first, b = middle; i < end; i++) {
        const takeA = b >= end || (a < middle && sorted[a]! <= sorted[b]!);
        merged[i] = takeA ? sorted[a++]! : sorted[b++]!;
        if (i % RUN === 0) yield;
      }
    }
    [sorted, merged] = [merged, sorted];
  }
  return sorted;
}
