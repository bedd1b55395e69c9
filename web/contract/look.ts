import type { Diagnosis } from 'vae1';
import type { Progress, Report } from '../../readers/bytes/progress.js';
import type { ColumnDistribution } from './column-distribution.js';
import type { CellValue } from './data.js';
import type { QualityReport } from './report.js';

/** Bytes of images in the model's shape, row after row. */
export type Pixels = Uint8Array;

/** Rows of a table, with cells in the order of `columns`. */
export interface TableRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** The result of decoding: pixels for images, rows for tables. */
export type Decoded =
  | { readonly kind: 'images'; readonly pixels: Pixels }
  | { readonly kind: 'table'; readonly table: TableRows };

/** The rows' positions in the latent space: the means of their posteriors, projected on a plane. */
export interface LatentMap {
  /** The row of each point; a sample if there are more rows than can be drawn. */
  readonly rows: Uint32Array;
  /** n x 2. */
  readonly points: Float32Array;
  /** A point (a, b) of the plane is the latent vector origin + a across + b up; L values each. */
  readonly origin: Float32Array;
  readonly across: Float32Array;
  readonly up: Float32Array;
  /**
   * Share of the means' variance that the two axes explain; 1 if the latent space has at most two
   * dimensions.
   */
  readonly share: number;
  /** Whether the axes separate the labels, instead of spreading the rows. */
  readonly byLabels: boolean;
}

/** How a training of a latent map's second model ended; see ModelSummary.ownMap. */
export type MapEnd = 'stopped' | 'finished';

/** The colouring of a map: one value per point, in their order. */
export type Colouring =
  | {
      readonly kind: 'categories';
      /** The values, then names for the rest: '3 others', 'no value'. */
      readonly names: readonly string[];
      /** How many of the names are values. */
      readonly ofValues: number;
      readonly codes: Uint16Array;
    }
  /** NaN for a gap. Dates are in ms since 1970. */
  | { readonly kind: 'numbers'; readonly dates: boolean; readonly values: Float64Array };

/** How strongly columns are associated: from 0 to 1, or from -1 to 1 between numbers. */
export interface Associations {
  /** The modelled columns, or the first of them. */
  readonly columns: readonly string[];
  /** How many columns are modelled. */
  readonly modelled: number;
  /** How many rows of each table were measured. */
  readonly rows: number;
  /** columns x columns, row after row; NaN where undefined. */
  readonly real: Float64Array;
  readonly generated: Float64Array;
}

/** How similar the generated table is to the real one, by the library's compareTables(). */
export interface Closeness {
  /** Mean similarity of the columns' distributions, from 0 to 1; null if undefined. */
  readonly columnShapes: number | null;
  /** Mean similarity of the associations of pairs of columns, from 0 to 1; null if undefined. */
  readonly pairTrends: number | null;
  /** AUC of a classifier that separates the two tables: 0.5 is chance, 1 is perfect. */
  readonly auc: number | null;
  /** How many rules between columns all real rows keep, and the columns of those that generated rows break. */
  readonly rules: number;
  readonly brokenRules: readonly (readonly string[])[];
  /** Share of the generated rows that equal a real row in every cell. */
  readonly copies: number;
  /** The least similar columns, least similar first. */
  readonly farthest: readonly { readonly column: string; readonly shape: number }[];
  /** How many rows were compared; not all of very large tables. */
  readonly realRows: number;
  readonly generatedRows: number;
}

/** How the model uses its latent space, by the library's diagnose(), and what is wrong with it. */
export type ModelHealth = Pick<
  Diagnosis<number | string>,
  'activity' | 'klPerDimension' | 'findings'
>;

/** The oddest rows, oddest first. */
export interface OddRows {
  readonly rows: readonly OddRow[];
  /** How many rows were scored; a sample of very large data. */
  readonly scored: number;
  /** A histogram of all scores; its outer bins also hold the scores beyond. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface OddRow {
  readonly row: number;
  /** -log p(row) in nats: the higher, the odder. */
  readonly score: number;
  /**
   * For tables, the columns that make the row odd, strongest first, with the nats above the
   * column's mean.
   */
  readonly reasons: readonly { readonly column: string; readonly nats: number }[];
}

/**
 * All calls also work during training and then use the current weights. If the model or the data
 * are replaced before the answer, the call rejects with an AbortError.
 */
export interface LookApi {
  /** The rows of the open data with these indices. */
  rows(indices: readonly number[]): Promise<Decoded>;
  reconstruct(indices: readonly number[]): Promise<Decoded>;
  /** The means of the rows' posteriors in the latent space that the map shows, n x L. */
  encode(indices: readonly number[]): Promise<Float32Array>;
  /** @param latents n x L, in the latent space that the map shows. */
  decode(latents: Float32Array): Promise<Decoded>;
  /** Generates rows without storing them; equal seeds give equal latents. */
  sample(count: number, seed?: number): Promise<Decoded>;
  /** Images on the way from one row to another, both included. */
  interpolate(first: number, last: number, steps: number): Promise<Decoded>;
  /**
   * Trains the second model, whose latent space has two dimensions, or continues after stopMap().
   * The model itself does not change. Rejects with an AbortError if the model or the data are
   * replaced.
   * @param report Called after each epoch; from then on the map can be drawn.
   */
  trainMap(report: Report<Progress>): Promise<MapEnd>;
  /** Stops trainMap() within the current batch; finished batches count. */
  stopMap(): Promise<void>;
  latentMap(report: Report<Progress>): Promise<LatentMap>;
  /**
   * @param by A column's name, 'label' for labelled images, or 'score': nats, as in rankOdd().
   */
  colouring(rows: Uint32Array, by: string): Promise<Colouring>;
  /** The possible values of colouring()'s `by`. */
  colourings(): Promise<readonly string[]>;

  /** Generates the table that the calls below compare with, and returns its first rows. */
  generate(count: number, seed: number, report: Report<Progress>): Promise<TableRows>;
  distributions(): Promise<readonly ColumnDistribution[]>;
  associations(report: Report<Progress>): Promise<Associations>;
  closeness(): Promise<Closeness>;
  report(): Promise<QualityReport>;
  /** Two numeric columns of the real and of the generated table, as points: n x 2 each. */
  pair(across: string, up: string): Promise<{ real: Float64Array; generated: Float64Array }>;

  rankOdd(report: Report<Progress>): Promise<OddRows>;
  /** Not cancelled by other calls. */
  diagnose(): Promise<ModelHealth>;
  /**
   * Cancels latentMap(), colouring(), generate(), distributions(), associations(), closeness(), report()
   * and rankOdd(), which then reject with an AbortError. Each of these calls except rankOdd() also
   * cancels the previous one.
   */
  cancel(): Promise<void>;
}
