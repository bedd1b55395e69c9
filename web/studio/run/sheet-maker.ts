import type { ImageShape } from '../../contract/index.js';
import { type SampleSheet, sheetSize } from '../../contract/sample-sheet.js';
import { toBytes } from '../session/image-bytes.js';
import { mulberry32, normalPair } from '../session/random.js';
import type { StudioModel } from '../session/session.js';

/** Short epochs get no sheet each: sheets take at most this share of the time, and come no more often. */
const MOST_SHARE = 0.05;
const SECONDS_BETWEEN = 0.5;

/** Makes sheets of samples during a run. All are of the same latents, so that one sees the model learn. */
export class SheetMaker {
  readonly #model: StudioModel;
  readonly #seed: number;
  #latents: Float32Array | null = null;
  #due = -Infinity;

  /** @param seed Equal seeds give equal latents. */
  constructor(model: StudioModel, seed: number) {
    this.#model = model;
    this.#seed = seed;
  }

  /**
   * The sheet of an epoch that has just ended; null if the model is of a table, or if it is not due yet.
   * @param isLast Whether it is due in any case.
   */
  async made(epoch: number, isLast: boolean): Promise<SampleSheet | null> {
    const model = this.#model;
    const began = performance.now() / 1000;
    if (model.kind !== 'images' || (began < this.#due && !isLast)) return null;
    this.#latents ??= latentsOf(this.#seed, model.vae.latentDim, model.shape);
    const pixels = toBytes(await model.vae.decode(this.#latents));
    const ended = performance.now() / 1000;
    this.#due = ended + Math.max(SECONDS_BETWEEN, (ended - began) / MOST_SHARE);
    return { epoch, pixels };
  }
}

/** Draws from N(0, I): images x L. */
function latentsOf(seed: number, latentDim: number, shape: ImageShape): Float32Array {
  const { across, down } = sheetSize(shape);
  const random = mulberry32(seed);
  const count = across * down * latentDim;
  const pairs = Array.from({ length: Math.ceil(count / 2) }, () => normalPair(random));
  return Float32Array.from(pairs.flat().slice(0, count));
}
