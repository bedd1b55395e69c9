const CHUNK_BYTES = 2 ** 20;
const CHUNK_MULTIPLY_ADDS = 5e7;

/**
 * How many rows one call to the engine takes: about a megabyte, and some ten milliseconds of
 * work, so that a signal or a training gets in between two of them.
 */
export function rowsPerChunk(bytesPerRow: number, multiplyAddsPerRow = 0): number {
  const rows = Math.min(CHUNK_BYTES / bytesPerRow, CHUNK_MULTIPLY_ADDS / multiplyAddsPerRow);
  return Math.max(1, Math.floor(rows));
}

// What a draw costs beside the network's products: its noise, and the row's losses.
const DRAW_MULTIPLY_ADDS = 1000;

/** How many samples of each of `rows` rows one call takes, by the same measure. */
export function samplesPerCall(rows: number, parameters: number): number {
  return rowsPerChunk(1, rows * (parameters + DRAW_MULTIPLY_ADDS));
}
