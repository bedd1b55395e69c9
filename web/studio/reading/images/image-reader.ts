import type { Note, ReadingOptions } from '../../../contract/index.js';
import type { ReadResult } from '../columns/read-result.js';
import type { DecodedImage, DecodeImage } from './decode-image.js';
import { folderLabels } from './folder-labels.js';
import { PixelStore } from './pixel-store.js';
import { checkPngSize } from './png-size.js';

const SIDE = 28;
const SIDES = { least: 4, most: 256 };
/** Images decoded at the same time, on the browser's threads. */
const AT_ONCE = 8;

/** Collects image files into a dataset. */
export class ImageReader {
  readonly #side: number;
  readonly #pixels: PixelStore;
  readonly #decode: DecodeImage;
  readonly #paths: string[] = [];
  readonly #decoding: Promise<DecodedImage>[] = [];
  #smallest: readonly [width: number, height: number] = [Infinity, Infinity];
  #largest: readonly [width: number, height: number] = [0, 0];
  #square = true;

  constructor({ imageSize = SIDE, colour }: ReadingOptions, decode: DecodeImage) {
    if (!Number.isInteger(imageSize) || imageSize < SIDES.least || imageSize > SIDES.most) {
      throw new Error(
        `The image size is ${imageSize}; expected ${SIDES.least} to ${SIDES.most} pixels.`,
      );
    }
    this.#side = imageSize;
    this.#pixels = new PixelStore(colour);
    this.#decode = decode;
  }

  get count(): number {
    return this.#paths.length;
  }

  /**
   * @param path Gives the label; also used in messages.
   * @throws a sentence if this image, or one shortly before it, cannot be decoded
   */
  async add(path: string, file: Blob): Promise<void> {
    this.#paths.push(path);
    const decoded = this.#decodeNamed(path, file);
    // The failure is handled when the image's turn comes.
    decoded.catch(() => {});
    if (this.#decoding.push(decoded) >= AT_ONCE) await this.#takeOne();
  }

  async #decodeNamed(path: string, file: Blob): Promise<DecodedImage> {
    await checkPngSize(path, file);
    return this.#decode(file, this.#side).catch((error: unknown) => {
      throw new Error(`${path} cannot be decoded: it is damaged or not an image.`, {
        cause: error,
      });
    });
  }

  async #takeOne(): Promise<void> {
    const { rgba, width, height } = await this.#decoding.shift()!;
    this.#pixels.add(rgba);
    if (width !== height) this.#square = false;
    if (width * height < this.#smallest[0] * this.#smallest[1]) this.#smallest = [width, height];
    if (width * height > this.#largest[0] * this.#largest[1]) this.#largest = [width, height];
  }

  async finish(name: string): Promise<ReadResult> {
    while (this.#decoding.length > 0) await this.#takeOne();
    const { channels, count } = this.#pixels;
    const side = this.#side;
    const labels = folderLabels(this.#paths);
    const note = this.#scalingNote();
    const notes: Note[] = note ? [{ message: note }] : [];
    if (labels) notes.push({ message: 'Folder names are used as labels.' });
    return {
      data: {
        kind: 'images',
        name,
        rows: count,
        shape: { width: side, height: side, channels },
        pixels: this.#pixels.whole(),
        labels,
      },
      notes,
      dropped: [],
      reading: { imageSize: side, colour: channels === 3 },
    };
  }

  #scalingNote(): string | null {
    const side = this.#side;
    const [smallest, largest] = [this.#smallest.join(' × '), this.#largest.join(' × ')];
    const own = `${side} × ${side}`;
    if (smallest === own && largest === own) return null;
    const from = smallest === largest ? smallest : `${smallest} to ${largest}`;
    const what = this.#square ? 'They were' : 'The central square of each was';
    return `The images are ${from} pixels. ${what} scaled to ${own}.`;
  }
}
