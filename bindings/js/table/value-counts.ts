/**
 * Counts values. Of more than `limit` different ones it keeps the frequent ones alone, each of
 * which it then counts too low, by at most a share 1 / limit of all that was added: Misra and
 * Gries, "Finding repeated elements", 1982.
 */
export class ValueCounts<Value> {
  readonly counts = new Map<Value, number>();
  readonly #limit: number;
  /** Whether there were at most `limit` values, so that they and their counts are right. */
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

  /** One off each: from as many different values as there are counts, and from the one to add. */
  #makeRoom(): void {
    this.exact = false;
    for (const [value, count] of this.counts)
      if (count > 1) this.counts.set(value, count - 1);
      else this.counts.delete(value);
  }
}
