// What tests of the graphs of tables share.
import assert from 'node:assert/strict';
import { imputationUniform, scoringNoise } from './normal-noise.mjs';
import { cellsOf, columnOf, floats, madeColumns } from './table-feeds.mjs';

/** Draws of a score. */
export const SAMPLES = 7;

export const graphOf = (table, graph, options) =>
  table.export({ format: 'onnx', graph, ...options });

export const noiseOf = ({ seed, latentDim }) =>
  floats(scoringNoise(seed, SAMPLES, latentDim), SAMPLES, latentDim);

/**
 * The numbers of impute(), of the core's columns of values: before some there is one of gaps.
 * @param follows The column, if any, of which the core has the gaps alone.
 */
export function uniformOf({ schema, seed }, rows, follows) {
  const places = new Map();
  let width = 0;
  for (const { name, type, missing } of schema.columns) {
    if (type === 'identifier' || type === 'constant') continue;
    width += (missing > 0 ? 1 : 0) + (name === follows ? 0 : 1);
    places.set(name, width - 1);
  }
  const all = imputationUniform(seed, rows, width + 1);
  const drawn = madeColumns(schema).filter(({ name }) => name !== follows);
  const own = drawn.map(({ name }) => places.get(name));
  const values = Float32Array.from({ length: rows * own.length }, (_, at) => {
    return all[Math.floor(at / own.length) * (width + 1) + own[at % own.length]];
  });
  return floats(values, rows, own.length);
}

/** Equal cells. Numbers that are not rounded agree to their share of the column. */
export function sameTable(schema, outputs, prefix, expected) {
  const columns = madeColumns(schema);
  assert.deepEqual(
    Object.keys(outputs).sort(),
    columns.map(({ name }) => `${prefix}.${name}`).sort(),
  );
  for (const column of columns) {
    const { name, decimals, minimum, maximum } = column;
    const actual = cellsOf(outputs[`${prefix}.${name}`], column);
    const cells = columnOf(expected, name);
    if (decimals !== null) assert.deepEqual(actual, cells, name);
    else
      for (const [i, cell] of cells.entries())
        assert.ok(
          cell === actual[i] || Math.abs(cell - actual[i]) < 1e-5 * (maximum - minimum),
          `${name}, ${i}: ${actual[i]}, not ${cell}`,
        );
  }
}

/** Numbers in (0, 1) that look random: Weyl's sequence, hashed. */
export function fraction(i, stream) {
  let bits = Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(stream, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32 + 2 ** -33;
}
