/** Counts ways of writing, of which columns have few. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(item: string): void {
    this.#counts.set(item, (this.#counts.get(item) ?? 0) + 1);
  }

  get items(): string[] {
    return [...this.#counts.keys()];
  }

  get size(): number {
    return this.#counts.size;
  }

  has(item: string): boolean {
    return this.#counts.has(item);
  }

  /** The most frequent of those that are wanted; of several, the first in the order of text. */
  most(wanted: (item: string) => boolean = () => true): string | undefined {
    let best: [string, number] | undefined;
    for (const entry of this.#counts) {
      const [item, count] = entry;
      if (!wanted(item)) continue;
      if (!best || count > best[1] || (count === best[1] && item < best[0])) best = entry;
    }
    return best?.[0];
  }
}
