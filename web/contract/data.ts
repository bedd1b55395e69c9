import type { ColumnType } from 'vae1';
import type { Note } from '../../readers/columns/note.js';
import type { Progress, Report } from '../../readers/bytes/progress.js';

export type { Note };

/** How files are read. Missing options are detected, and the summary's notes report the result. */
export interface ReadingOptions {
  /** Default: detected. */
  readonly delimiter?: ',' | ';' | '\t' | '|';
  /** Whether the first line holds the column names. Default: detected. */
  readonly header?: boolean;
  /** Default: detected. */
  readonly decimal?: '.' | ',';
  /** Side of the square that image files are scaled to, in pixels. Default 28. */
  readonly imageSize?: number;
  /** Default: true if any image has colour. */
  readonly colour?: boolean;
}

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
}

interface AnyDataSummary {
  /** Name of the file or the sample. */
  readonly name: string;
  readonly rows: number;
  readonly notes: readonly Note[];
}

export interface TableSummary extends AnyDataSummary {
  readonly kind: 'table';
  readonly columns: readonly ColumnSummary[];
  /** The first rows, for a preview; cells in the order of `columns`, null for a gap. */
  readonly head: readonly (readonly CellValue[])[];
  /** The options used to read the file; options that do not apply are absent. */
  readonly reading: ReadingOptions;
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
    files: readonly File[],
    options: ReadingOptions,
    report: Report<Progress>,
  ): Promise<DataSummary>;
  openSample(name: SampleName, report: Report<Progress>): Promise<DataSummary>;
  /** Reads the files of the last open() again with other options. */
  readAgain(options: ReadingOptions, report: Report<Progress>): Promise<DataSummary>;
  /** Cancels a read in progress, which then rejects. */
  cancel(): Promise<void>;
}
