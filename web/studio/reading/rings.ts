import type { TableDataset } from '../session/dataset.js';

const POINTS = 2000;
/** Standard deviation of the points around their ring. */
const NOISE = 0.08;

/** Two interlocking rings on a plane; the same points each time. */
export function rings(): TableDataset {
  const random = mulberry32(1);
  const x = new Float64Array(POINTS);
  const y = new Float64Array(POINTS);
  const codes = new Uint32Array(POINTS);
  for (let i = 0; i < POINTS; ++i) {
    const right = i % 2;
    const angle = 2 * Math.PI * random();
    const [across, up] = normalPair(random);
    x[i] = rounded((right ? 0.6 : -0.6) + Math.cos(angle) + NOISE * across);
    y[i] = rounded(Math.sin(angle) + NOISE * up);
    codes[i] = 1 + right;
  }
  return {
    kind: 'table',
    name: 'Two rings',
    rows: POINTS,
    columns: [
      { kind: 'numbers', name: 'x', values: x },
      { kind: 'numbers', name: 'y', values: y },
      { kind: 'text', name: 'ring', codes, values: ['left', 'right'] },
    ],
  };
}

function rounded(value: number): number {
  return Math.round(1e4 * value) / 1e4;
}

/** The Box-Muller transform. */
function normalPair(random: () => number): [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** Tommy Ettinger's generator of numbers from 0 to 1. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
