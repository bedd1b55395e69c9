import { joined } from '../../../../readers/bytes/joined.js';

/** Most bytes of all images together. */
const MOST_BYTES = 2 ** 30;

/** Images of one size, stored as grey until one has colour. */
export class PixelStore {
  readonly #colour: boolean | undefined;
  readonly #images: Uint8Array<ArrayBuffer>[] = [];
  #bytes = 0;
  #channels: 1 | 3;

  /** @param colour Whether to keep colour; undefined keeps it if any image has it. */
  constructor(colour: boolean | undefined) {
    this.#colour = colour;
    this.#channels = colour ? 3 : 1;
  }

  get channels(): 1 | 3 {
    return this.#channels;
  }

  get count(): number {
    return this.#images.length;
  }

  /** @throws a sentence if there are too many */
  add(rgba: Uint8ClampedArray): void {
    if (this.#colour === undefined && this.#channels === 1 && hasColour(rgba)) this.#addColour();
    const image = this.#channels === 3 ? withoutAlpha(rgba) : luma(rgba);
    this.#images.push(image);
    this.#bytes += image.length;
    if (this.#bytes > MOST_BYTES) {
      throw new Error(
        `The images take more than 1 GB at this size, ${this.count.toLocaleString('en')} of them so far: ` +
          'choose a smaller size, or fewer images.',
      );
    }
  }

  #addColour(): void {
    this.#channels = 3;
    this.#bytes *= 3;
    this.#images.forEach((grey, index) => {
      const image = new Uint8Array(3 * grey.length);
      grey.forEach((value, pixel) => image.fill(value, 3 * pixel, 3 * pixel + 3));
      this.#images[index] = image;
    });
  }

  whole(): Uint8Array<ArrayBuffer> {
    return joined(this.#images, this.#bytes);
  }
}

/** Tolerance for grey: more than the rounding in a photograph's compression. */
const GREY = 8;

function hasColour(rgba: Uint8ClampedArray): boolean {
  for (let i = 0; i < rgba.length; i += 4) {
    const [red, green, blue] = [rgba[i]!, rgba[i + 1]!, rgba[i + 2]!];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > GREY) return true;
  }
  return false;
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    image.set(rgba.subarray(from, from + 3), to);
  }
  return image;
}

/** Luma by Rec. 601. */
function luma(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const image = new Uint8Array(rgba.length / 4);
  for (let pixel = 0; pixel < image.length; ++pixel) {
    const at = 4 * pixel;
    image[pixel] = Math.round(0.299 * rgba[at]! + 0.587 * rgba[at + 1]! + 0.114 * rgba[at + 2]!);
  }
  return image;
}
