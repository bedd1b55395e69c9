import type { Note, ReadingOptions } from '../../contract/index.js';
import type { PackedArray } from '../../../readers/arrays/pick-arrays.js';
import { IMAGE_NAME } from '../../../readers/bytes/unzip.js';
import {
  ARRAY_NAME,
  chosenTable,
  isTableName,
  skippedNotes,
} from '../../../readers/member-names.js';
import { readArrays } from './arrays/several-arrays.js';
import type { TableDataset } from '../session/dataset.js';
import type { ReadResult } from './columns/read-result.js';
import type { DecodeImage } from './images/decode-image.js';
import { ImageReader } from './images/image-reader.js';

/** What a file among others can be. */
export type Kind = 'image' | 'array' | 'table';

/** A file that is read only if it is chosen. */
export interface Table {
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly bytes: Blob;
}

/** Reads one table. @throws a sentence */
export type ReadTable = (table: Table, options: ReadingOptions) => Promise<ReadResult>;

/** Tables larger than this do not label images. */
const LARGEST_LABELS = 64 * 2 ** 20;
/** Images that browsers do not decode. */
const OTHER_IMAGE = /\.(heic|heif|tiff?)$/i;

/** What a file in a zip is, by its name; null if it is nothing that is read. */
export function kindByName(path: string): Kind | null {
  if (IMAGE_NAME.test(path)) return 'image';
  if (ARRAY_NAME.test(path)) return 'array';
  return isTableName(path) ? 'table' : null;
}

/** Files that belong together, in a zip or a folder: images, or arrays, or tables, and others beside them. */
export class FileCollection {
  readonly #name: string;
  readonly #options: ReadingOptions;
  readonly #images: ImageReader;
  readonly #arrays: PackedArray[] = [];
  readonly #tables: Table[] = [];
  readonly #skipped: string[] = [];
  /** The path of the last image. */
  #image = '';

  constructor(name: string, options: ReadingOptions, decode: DecodeImage) {
    this.#name = name;
    this.#options = options;
    this.#images = new ImageReader(options, decode);
  }

  get skipped(): readonly string[] {
    return this.#skipped;
  }

  skip(path: string): void {
    this.#skipped.push(path);
  }

  async add(kind: Kind, path: string, bytes: Blob): Promise<void> {
    if (kind === 'image') await this.#images.add((this.#image = path), bytes);
    else if (kind === 'table') this.#tables.push({ path, size: bytes.size, bytes });
    else {
      const array = new Uint8Array(await bytes.arrayBuffer());
      this.#arrays.push({ path: path.split('/').at(-1)!.replace(ARRAY_NAME, ''), bytes: array });
    }
  }

  /** The data; null if there is nothing that can be read. @throws a sentence */
  async finish(readTable: ReadTable): Promise<ReadResult | null> {
    const [images, arrays, tables] = [this.#images.count, this.#arrays.length, this.#tables.length];
    // An image beside tables is a picture of theirs.
    if (images > 1 || (images > 0 && arrays + tables === 0)) return this.#readImages(readTable);
    if (images > 0) this.#skipped.push(this.#image);
    if (arrays > 0) {
      this.#skipped.push(...this.#tables.map(({ path }) => path));
      return this.#noted(readArrays(this.#name, this.#arrays, this.#options.member));
    }
    return tables > 0 ? this.#readTable(readTable) : null;
  }

  async #readImages(readTable: ReadTable): Promise<ReadResult> {
    const tables: TableDataset[] = [];
    for (const table of this.#tables) {
      const data = await this.#labels(table, readTable);
      if (data) tables.push(data);
      else this.skip(table.path);
    }
    this.#skipped.push(...this.#arrays.map(({ path }) => path));
    return this.#noted(await this.#images.finish(this.#name, tables));
  }

  /** A table that may label the images; null if it cannot be read. */
  async #labels(table: Table, readTable: ReadTable): Promise<TableDataset | null> {
    if (table.size > LARGEST_LABELS) return null;
    try {
      const { data } = await readTable(table, {});
      return data.kind === 'table' ? data : null;
    } catch {
      // Then it is most likely a text about the images.
      return null;
    }
  }

  async #readTable(readTable: ReadTable): Promise<ReadResult> {
    const { member, ...rest } = this.#options;
    const { table, notes, members } = chosenTable(this.#name, this.#tables, member);
    // What chose the table is no choice within it.
    const read = await readTable(table, this.#tables.length === 1 ? this.#options : rest);
    const several = members && {
      reading: { ...read.reading, member: members.chosen },
      members: members.names,
    };
    return this.#noted({ ...read, notes: [...notes, ...read.notes], ...several });
  }

  #noted(read: ReadResult): ReadResult {
    const notes: Note[] = [...read.notes, ...skippedNotes(this.#skipped)];
    if (this.#skipped.some((path) => OTHER_IMAGE.test(path))) {
      const message = 'Browsers do not read HEIC and TIFF images: save them as JPEG or PNG.';
      notes.push({ message });
    }
    return { ...read, notes };
  }
}
