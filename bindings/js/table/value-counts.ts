/**
 * Counts values. If there are more than `limit` different ones, it keeps only frequent ones, and each
 * count is too low by at most 1 / limit of all added values: Misra and Gries, "Finding repeated
 * elements", 1982.
 */
export class ValueCounts<Value> {
  readonly counts = new Map<Value, number>();
  readonly #limit: number;
  /** Whether there were at most `limit` values, so that all counts are exact. */
  exact = true;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(value: Value): void {
    const count = this.counts.get(value);
    if (count !== undefined) this.counts.set(value, count + 1);
    else if (this.counts.size < this.#limit) this.counts.set(value, 1);
    else this.#makeRoom();
  }

  /** Takes 1 off every count, and drops the value to add. */
  #makeRoom(): void {
    this.exact = false;
    for (const [value, count] of this.counts)
      if (count > 1) this.counts.set(value, count - 1);
      else this.counts.delete(value);
  }
}
