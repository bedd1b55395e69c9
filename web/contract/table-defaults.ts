// What TableVAE does by default: the library tells it only while it trains.

/** Rows of a batch. */
export function tableBatchSize(rows: number): number {
  if (rows < 2000) return 32;
  if (rows < 8000) return 64;
  return rows < 200_000 ? 128 : 256;
}

/** Epochs without a better held-out loss after which training stops. */
export function tablePatience(rows: number, batchSize: number): number {
  const wait = Math.max(2, Math.ceil(300 / Math.ceil(rows / batchSize)));
  return 4 * (wait + 1);
}

/** The least improvement of the held-out loss that counts, in nats per row. */
export const TABLE_MIN_DELTA = 1e-3;
