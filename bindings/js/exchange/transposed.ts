/** Rows of a tile: both sides of it stay in a processor's nearest cache. */
const TILE = 32;

/** The transpose of a matrix of rows x columns, row-major as the matrix is. */
export function transposed(
  values: Float32Array<ArrayBuffer>,
  rows: number,
  columns: number,
): Float32Array<ArrayBuffer> {
  const out = new Float32Array(values.length);
  for (let top = 0; top < rows; top += TILE)
    for (let column = 0; column < columns; column++)
      for (let row = top; row < Math.min(top + TILE, rows); row++)
        out[column * rows + row] = values[row * columns + column]!;
  return out;
}
