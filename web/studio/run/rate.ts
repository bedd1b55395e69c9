/** How fast an amount grows, over the last seconds. */
export class Rate {
  #marks: { readonly at: number; readonly amount: number }[] = [];

  constructor(readonly window: number) {}

  /** @param at In seconds, of any clock. */
  add(amount: number, at: number): void {
    this.#marks.push({ at, amount });
    while (this.#marks.length > 2 && this.#marks[1]!.at <= at - this.window) this.#marks.shift();
  }

  /** What came before is not of the same pace: after a pause. */
  clear(): void {
    this.#marks = [];
  }

  /** Null until there is something to measure between. */
  get perSecond(): number | null {
    const first = this.#marks.at(0);
    const last = this.#marks.at(-1);
    if (!first || !last || last.at === first.at) return null;
    return (last.amount - first.amount) / (last.at - first.at);
  }
}
