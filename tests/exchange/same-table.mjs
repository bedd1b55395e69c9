import assert from 'node:assert/strict';
import { cellsOf, columnOf, madeColumns } from './table-feeds.mjs';

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
