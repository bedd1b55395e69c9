import type { ColumnType } from 'vae1';
import type { Note } from '../../readers/columns/note.js';
import type { Progress, Report } from '../../readers/bytes/progress.js';
import type { ReadingOptions as FileOptions } from '../../readers/reading-options.js';

export type { Note };

/** How files are read. Missing options are detected, and the summary's notes report the result. */
export interface ReadingOptions extends FileOptions {
  /**
   * Side of the square that image files are scaled to, in pixels. Default: the shorter side of the first
   * image, from 8 to 64.
   */
  readonly imageSize?: number;
  /** Default: true if any image has colour. */
  readonly colour?: boolean;
}

/** A file, with its path if it came in a folder: copies of a File between threads may lose it. */
export type GivenFile = File | { readonly file: File; readonly path: string };

/** 'parcels' is the sample of a lesson. */
export type SampleName = 'digits' | 'penguins' | 'rings' | 'parcels';

export interface ColumnSummary {
  readonly name: string;
  /** The type that the library infers; null if it can use the column as nothing. */
  readonly type: ColumnType | null;
  /** Cells without a value. */
  readonly missing: number;
  /** For numbers; for dates, as text. */
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  /** For categorical columns, the number of different values. */
  readonly categories?: number;
  /** A few values, the most frequent first. */
  readonly examples: readonly string[];
  /** Why the column is left out unless someone selects it. */
  readonly leftOut?: string;
  /** Cells that most likely stand for gaps, the likeliest first. */
  readonly gapOffers?: readonly GapOffer[];
  /** Of dates such as 03/04/2021, which no cell tells how to read: whether the day comes first. */
  readonly dayFirst?: boolean;
}

/** A number such as -999 or a word such as 'k. A.' that the user may make a gap. */
export interface GapOffer {
  readonly text: string;
  /** A sentence: how often it occurs, and why it may be a gap. */
  readonly reason: string;
}

/** The beginning of a file of delimited text, and what is understood of it. */
export interface FilePreview {
  readonly name: string;
  /** The first lines as they are in the file. A long line is cut. */
  readonly lines: readonly string[];
  /** The options that open() would use; those that were given are as given. */
  readonly reading: ReadingOptions;
  /** The names of the columns. */
  readonly names: readonly string[];
}

interface AnyDataSummary {
  /** Name of the file or the sample. */
  readonly name: string;
  readonly rows: number;
  readonly notes: readonly Note[];
  /** What `reading.member` can be, if the file holds several tables or arrays. */
  readonly members?: readonly string[];
}

export interface TableSummary extends AnyDataSummary {
  readonly kind: 'table';
  readonly columns: readonly ColumnSummary[];
  /** The first rows, for a preview; cells in the order of `columns`, null for a gap. */
  readonly head: readonly (readonly CellValue[])[];
  /** The options used to read the file; options that do not apply are absent. */
  readonly reading: ReadingOptions;
  /** Whether the file begins with the byte-order mark of UTF-8. Default false. */
  readonly marked?: boolean;
}

export interface ImagesSummary extends AnyDataSummary {
  readonly kind: 'images';
  readonly shape: ImageShape;
  /** Bytes of the first images, up to 64, row after row. */
  readonly head: Uint8Array;
  /** Whether the images have labels to colour a map by. */
  readonly labelled: boolean;
  readonly reading: ReadingOptions;
}

export type DataSummary = TableSummary | ImagesSummary;

export type CellValue = string | number | null;

/** An image is height x width x channels bytes, channels last. */
export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

export interface DataApi {
  /** Replaces the open data. On failure the open data stay. */
  open(
    files: readonly GivenFile[],
    options: ReadingOptions,
    report: Report<Progress>,
  ): Promise<DataSummary>;
  /**
   * Looks at the beginning of a file that open() may refuse. Leaves the open data, and a reading in
   * progress, as they are.
   * @returns null unless it is delimited text
   */
  preview(files: readonly GivenFile[], options: ReadingOptions): Promise<FilePreview | null>;
  openSample(name: SampleName, report: Report<Progress>): Promise<DataSummary>;
  /** Reads the files of the last open() again with other options. */
  readAgain(options: ReadingOptions, report: Report<Progress>): Promise<DataSummary>;
  /** Cancels a read in progress, which then rejects. */
  cancel(): Promise<void>;
}
