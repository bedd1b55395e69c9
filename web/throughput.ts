const WINDOW_SECONDS = 2;

/** Rows per second over the last two seconds. */
export class Throughput {
  #marks: { seconds: number; rows: number }[] = [];

  /** `rows`: all the rows so far, at the time `seconds`. */
  add(rows: number, seconds: number): void {
    this.#marks.push({ seconds, rows });
    while (this.#marks.length > 2 && this.#marks[1]!.seconds < seconds - WINDOW_SECONDS) {
      this.#marks.shift();
    }
  }

  /** Null until there are two marks to measure between. */
  get rowsPerSecond(): number | null {
    const first = this.#marks.at(0);
    const last = this.#marks.at(-1);
    if (!first || !last || last.seconds === first.seconds) return null;
    return (last.rows - first.rows) / (last.seconds - first.seconds);
  }
}
