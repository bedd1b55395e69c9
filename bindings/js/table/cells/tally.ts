/** Counts styles of writing. A column has only a few. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(item: string, count = 1): void {
    this.#counts.set(item, (this.#counts.get(item) ?? 0) + count);
  }

  /** With other names for the styles. */
  renamed(rename: (item: string) => string): Tally {
    const renamed = new Tally();
    for (const [item, count] of this.#counts) renamed.add(rename(item), count);
    return renamed;
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

  /** The most frequent wanted style; on a tie, the first in text order. */
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
