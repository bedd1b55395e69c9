import { mulberry32, normalPair } from '../session/random.js';
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
