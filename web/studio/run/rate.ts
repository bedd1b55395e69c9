/** Measures how fast an amount grows, over the last `window` seconds. */
export class Rate {
  #marks: { readonly at: number; readonly amount: number }[] = [];

  constructor(readonly window: number) {}

  /** @param at In seconds, by any clock. */
  add(amount: number, at: number): void {
    this.#marks.push({ at, amount });
    while (this.#marks.length > 2 && this.#marks[1]!.at <= at - this.window) this.#marks.shift();
  }

  /** Forgets earlier marks, for example after a pause. */
  clear(): void {
    this.#marks = [];
  }

  /** Null until there are two different times. */
  get perSecond(): number | null {
    const first = this.#marks.at(0);
    const last = this.#marks.at(-1);
    if (!first || !last || last.at === first.at) return null;
    return (last.amount - first.amount) / (last.at - first.at);
  }
}
