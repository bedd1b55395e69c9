import { forEach, type Work } from './slices.js';

/** Different values, ascending, and how often each of them occurs. */
export interface Runs {
  readonly values: Float64Array;
  readonly counts: Uint32Array;
}

/** Overwrites the sorted values. */
export function* runsOf(values: Float64Array): Work<Runs> {
  const counts = new Uint32Array(values.length);
  let last = -1;
  yield* forEach(values.length, 1 << 16, (i) => {
    if (last < 0 || values[i] !== values[last]) values[++last] = values[i]! + 0;
    counts[last]!++;
  });
  return { values: values.subarray(0, last + 1), counts: counts.subarray(0, last + 1) };
}

/** Overwrites the runs. */
export function without({ values, counts }: Runs, own: ReadonlySet<number>): Runs {
  let left = 0;
  for (let i = 0; i < values.length; i++) {
    if (own.has(i)) continue;
    values[left] = values[i]!;
    counts[left++] = counts[i]!;
  }
  return { values: values.subarray(0, left), counts: counts.subarray(0, left) };
}
