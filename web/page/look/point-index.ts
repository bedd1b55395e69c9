/** Points of a picture sorted into square cells, to find the nearest one without checking all. */
export class PointIndex {
  readonly #pixels: Float32Array;
  readonly #cells: number;
  readonly #pitch: number;
  /** Where each cell's points begin in #points, then the total. */
  readonly #starts: Uint32Array;
  readonly #points: Uint32Array;

  /** @param pixels n x 2, from 0 to `size`. */
  constructor(pixels: Float32Array, size: number) {
    this.#pixels = pixels;
    this.#cells = CELLS;
    this.#pitch = size / CELLS;
    const count = pixels.length / 2;
    this.#starts = new Uint32Array(CELLS * CELLS + 1);
    for (let point = 0; point < count; ++point) ++this.#starts[this.#cellOf(point) + 1]!;
    for (let cell = 0; cell < CELLS * CELLS; ++cell) this.#starts[cell + 1]! += this.#starts[cell]!;
    const next = this.#starts.slice();
    this.#points = new Uint32Array(count);
    for (let point = 0; point < count; ++point) this.#points[next[this.#cellOf(point)]!++] = point;
  }

  /** The index of the point nearest to (x, y), or null if none is within `reach` pixels. */
  nearest(x: number, y: number, reach: number): number | null {
    let nearest: number | null = null;
    let least = reach ** 2;
    for (let row = this.#place(y - reach); row <= this.#place(y + reach); ++row)
      for (let column = this.#place(x - reach); column <= this.#place(x + reach); ++column) {
        const cell = row * this.#cells + column;
        for (let at = this.#starts[cell]!; at < this.#starts[cell + 1]!; ++at) {
          const point = this.#points[at]!;
          const distance =
            (this.#pixels[2 * point]! - x) ** 2 + (this.#pixels[2 * point + 1]! - y) ** 2;
          if (distance > least) continue;
          least = distance;
          nearest = point;
        }
      }
    return nearest;
  }

  #cellOf(point: number): number {
    return (
      this.#place(this.#pixels[2 * point + 1]!) * this.#cells +
      this.#place(this.#pixels[2 * point]!)
    );
  }

  /** The row or column of cells that a pixel coordinate falls in. */
  #place(pixel: number): number {
    return Math.min(this.#cells - 1, Math.max(0, Math.floor(pixel / this.#pitch)));
  }
}

/** Cells per side. */
const CELLS = 40;
