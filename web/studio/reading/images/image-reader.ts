import { counted } from '../../../../readers/columns/counted.js';
import { listed } from '../../../../readers/columns/listed.js';
import type { Note, ReadingOptions } from '../../../contract/index.js';
import type { TableDataset } from '../../session/dataset.js';
import type { ReadResult } from '../columns/read-result.js';
import type { DecodedImage, DecodeImage } from './decode-image.js';
import { folderLabels } from './folder-labels.js';
import { PixelStore } from './pixel-store.js';
import { checkPngSize } from './png-size.js';
import { type TableLabels, tableLabels } from './table-labels.js';

const SIDES = { least: 4, most: 256 };
/** Unless a user says otherwise, images keep their size within these limits. */
const OWN_SIDES = { least: 8, most: 64 };
/** Images decoded at the same time, on the browser's threads. */
const AT_ONCE = 8;

/** Collects image files into a dataset. */
export class ImageReader {
  /** Undefined until the first image that can be decoded has told it. */
  #side: number | undefined;
  readonly #pixels: PixelStore;
  readonly #decode: DecodeImage;
  /** Those of the images that could be decoded. */
  readonly #paths: string[] = [];
  readonly #decoding: { readonly path: string; readonly image: Promise<DecodedImage> }[] = [];
  readonly #failed: { readonly path: string; readonly error: unknown }[] = [];
  #smallest: readonly [width: number, height: number] = [Infinity, Infinity];
  #largest: readonly [width: number, height: number] = [0, 0];
  #square = true;

  constructor({ imageSize, colour }: ReadingOptions, decode: DecodeImage) {
    if (imageSize !== undefined && !isBetween(imageSize, SIDES))
      throw new Error(
        `The image size is ${imageSize}; expected ${SIDES.least} to ${SIDES.most} pixels.`,
      );
    this.#side = imageSize;
    this.#pixels = new PixelStore(colour);
    this.#decode = decode;
  }

  /** How many images were added, whether or not they can be decoded. */
  get count(): number {
    return this.#paths.length + this.#failed.length + this.#decoding.length;
  }

  /** @param path Gives the label; also used in messages. */
  async add(path: string, file: Blob): Promise<void> {
    this.#side ??= await this.#sideOf(path, file);
    const image = this.#decodeNamed(path, file, this.#side ?? OWN_SIDES.most);
    // The failure is handled when the image's turn comes.
    image.catch(() => {});
    if (this.#decoding.push({ path, image }) >= AT_ONCE) await this.#takeOne();
  }

  /** The side for all images if this is the first one; undefined if it cannot be decoded. */
  async #sideOf(path: string, file: Blob): Promise<number | undefined> {
    try {
      const { least, most } = OWN_SIDES;
      const { width, height } = await this.#decodeNamed(path, file, most);
      return Math.max(least, Math.min(most, width, height));
    } catch {
      return undefined;
    }
  }

  async #decodeNamed(path: string, file: Blob, side: number): Promise<DecodedImage> {
    await checkPngSize(path, file);
    return this.#decode(file, side).catch((error: unknown) => {
      throw new Error(`${path} cannot be decoded: it is damaged or not an image.`, {
        cause: error,
      });
    });
  }

  async #takeOne(): Promise<void> {
    const { path, image } = this.#decoding.shift()!;
    let decoded: DecodedImage;
    try {
      decoded = await image;
    } catch (error) {
      this.#failed.push({ path, error });
      return;
    }
    const { rgba, width, height } = decoded;
    this.#pixels.add(rgba);
    this.#paths.push(path);
    if (width !== height) this.#square = false;
    if (width * height < this.#smallest[0] * this.#smallest[1]) this.#smallest = [width, height];
    if (width * height > this.#largest[0] * this.#largest[1]) this.#largest = [width, height];
  }

  /**
   * @param tables Those that may name the images and their labels. The first that does is used.
   * @throws a sentence if no image can be decoded
   */
  async finish(name: string, tables: readonly TableDataset[] = []): Promise<ReadResult> {
    while (this.#decoding.length > 0) await this.#takeOne();
    const { channels, count } = this.#pixels;
    if (count === 0 && this.#failed.length > 0) throw this.#failed[0]!.error;
    const side = this.#side!;
    const found = tables.map((table) => ({ table, labels: tableLabels(table, this.#paths) }));
    const used = found.find((each) => each.labels);
    const labels = used?.labels ? used.labels.labels : folderLabels(this.#paths);
    const unused = tables.filter((table) => table !== used?.table);
    const notes = [
      this.#scalingNote(side),
      this.#failureNote(),
      used?.labels
        ? labelNote(used.table, used.labels)
        : labels && 'Folder names are used as labels.',
      unused.length > 0 && unusedNote(unused),
    ];
    return {
      data: {
        kind: 'images',
        name,
        rows: count,
        shape: { width: side, height: side, channels },
        pixels: this.#pixels.whole(),
        labels,
      },
      notes: notes.flatMap((message): Note[] => (message ? [{ message }] : [])),
      dropped: [],
      reading: { imageSize: side, colour: channels === 3 },
    };
  }

  #failureNote(): string | null {
    const paths = this.#failed.map(({ path }) => path);
    if (paths.length === 0) return null;
    const images = counted(paths.length, 'image');
    const were = paths.length === 1 ? 'was' : 'were';
    return `${images} could not be decoded and ${were} skipped: ${listed(paths)}.`;
  }

  #scalingNote(side: number): string | null {
    const [smallest, largest] = [this.#smallest.join(' × '), this.#largest.join(' × ')];
    const own = `${side} × ${side}`;
    if (smallest === own && largest === own) return null;
    const from = smallest === largest ? smallest : `${smallest} to ${largest}`;
    const what = this.#square ? 'They were' : 'The central square of each was';
    return `The images are ${from} pixels. ${what} scaled to ${own}.`;
  }
}

function isBetween(side: number, { least, most }: { least: number; most: number }): boolean {
  return Number.isInteger(side) && side >= least && side <= most;
}

function labelNote({ name }: TableDataset, { column, missing }: TableLabels): string {
  const labels = `Labels are from the column ${column} of ${name}`;
  return missing === 0 ? `${labels}.` : `${labels}, which lacks ${counted(missing, 'image')}.`;
}

function unusedNote(tables: readonly TableDataset[]): string {
  const names = listed(tables.map(({ name }) => name));
  const what =
    tables.length === 1 ? `${names} was not used: it does` : `${names} were not used: they do`;
  return `${what} not have the names of most images beside a column of labels.`;
}
