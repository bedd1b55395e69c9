import type { ColumnType } from 'vae1';
import type { Progress, Report } from './progress.js';

/** How text files are read; what is not said is found out, and stands in the summary's notes. */
export interface ReadingOptions {
  /** Default: found out. */
  readonly delimiter?: ',' | ';' | '\t' | '|';
  /** Whether the first line has the names of the columns. Default: found out. */
  readonly header?: boolean;
  /** Default: found out. */
  readonly decimal?: '.' | ',';
  /** Side of the square, in pixels, that images of files are scaled to. Default 28. */
  readonly imageSize?: number;
  /** Default: colour if any of the images has it. */
  readonly colour?: boolean;
}

export type SampleName = 'digits' | 'penguins' | 'rings';

/** Something to know about a file that is no reason not to go on: a sentence. */
export interface Note {
  readonly message: string;
}

export interface ColumnSummary {
  readonly name: string;
  /** What the library takes the column for; null where it can take it for nothing. */
  readonly type: ColumnType | null;
  /** Cells without a value. */
  readonly missing: number;
  /** Of numbers; of dates as text. */
  readonly minimum?: number | string;
  readonly maximum?: number | string;
  /** Different values, of columns of categories. */
  readonly categories?: number;
  /** A few values, the most frequent first. */
  readonly examples: readonly string[];
  /** Why it is left out unless someone asks for it. */
  readonly leftOut?: string;
}

interface AnyDataSummary {
  /** Of the file or the sample. */
  readonly name: string;
  readonly rows: number;
  readonly notes: readonly Note[];
}

export interface TableSummary extends AnyDataSummary {
  readonly kind: 'table';
  readonly columns: readonly ColumnSummary[];
  /** The first rows, as many as a preview shows; null is a gap. Cells in the order of `columns`. */
  readonly head: readonly (readonly CellValue[])[];
  /** As the file was read; absent where these do not apply. */
  readonly reading: ReadingOptions;
}

export interface ImagesSummary extends AnyDataSummary {
  readonly kind: 'images';
  readonly shape: ImageShape;
  /** The first images, up to 64: bytes, row after row. */
  readonly head: Uint8Array;
  /** Whether there is something to colour a map by. */
  readonly labelled: boolean;
  readonly reading: ReadingOptions;
}

export type DataSummary = TableSummary | ImagesSummary;

export type CellValue = string | number | null;

/** A row of an image has height x width x channels bytes, channels last. */
export interface ImageShape {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

export interface DataDesk {
  /** Takes the place of the data that were open, unless it fails: then those stay. */
  open(
    files: readonly File[],
    options: ReadingOptions,
    report: Report<Progress>,
  ): Promise<DataSummary>;
  openSample(name: SampleName, report: Report<Progress>): Promise<DataSummary>;
  /** The files of the last open(), read once more with other options. */
  readAgain(options: ReadingOptions, report: Report<Progress>): Promise<DataSummary>;
  /** Ends a reading under way, which then rejects. */
  cancel(): Promise<void>;
}
