import type { Progress, Report } from './progress.js';
import type { CellValue } from './data.js';

/** Images as bytes, row after row, of the model's shape. */
export type Pixels = Uint8Array;

/** Rows of a table: cells in the order of `columns`. */
export interface TableRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** What decoding gives: for images pixels, for tables rows. */
export type Decoded =
  | { readonly kind: 'images'; readonly pixels: Pixels }
  | { readonly kind: 'table'; readonly table: TableRows };

/** The rows' places in the latent space: means of their posteriors, on a plane. */
export interface LatentMap {
  /** Which row each point is; a sample of them where there are more than can be drawn. */
  readonly rows: Uint32Array;
  /** n x 2. */
  readonly points: Float32Array;
  /** A point (a, b) of the plane is the latent vector origin + a across + b up; L values each. */
  readonly origin: Float32Array;
  readonly across: Float32Array;
  readonly up: Float32Array;
  /** Share of the means' variance that the two axes have; 1 where the latent space has two. */
  readonly share: number;
  /** Whether the axes are those along which the labels lie farthest apart, rather than the rows. */
  readonly byLabels: boolean;
}

/** What the points of a map are coloured by: one value per point, in their order. */
export type Colouring =
  | {
      readonly kind: 'categories';
      /** Those that are values, then what the rest is: '3 others', 'no value'. */
      readonly names: readonly string[];
      /** How many of the names are values. */
      readonly ofValues: number;
      readonly codes: Uint16Array;
    }
  /** NaN in a gap. Dates: ms since 1970. */
  | { readonly kind: 'numbers'; readonly dates: boolean; readonly values: Float64Array };

/** One column, real against generated. Shares of the rows that are no gaps. */
export type ColumnDistribution = {
  readonly column: string;
  /** Shares of gaps. */
  readonly missing: { readonly real: number; readonly generated: number };
} & (
  | {
      readonly kind: 'numbers';
      /**
       * One more than there are bins. Of dates: ms since 1970. The first and the last bin have what
       * lies beyond, too, where a few values are far from all others.
       */
      readonly edges: readonly number[];
      /** The least and the largest value of both tables. */
      readonly range: readonly [least: number, most: number];
      readonly dates: boolean;
      readonly real: readonly number[];
      readonly generated: readonly number[];
    }
  | {
      readonly kind: 'categories';
      /** The most frequent; the last one is 'n others' where there are more than are shown. */
      readonly names: readonly string[];
      readonly real: readonly number[];
      readonly generated: readonly number[];
    }
);

/** How strongly columns go together, from 0 to 1, or -1 to 1 between numbers. */
export interface Associations {
  /** Those modelled, or the first of them. */
  readonly columns: readonly string[];
  /** How many columns are modelled. */
  readonly modelled: number;
  /** How many rows of each table it was measured on. */
  readonly rows: number;
  /** columns x columns, row after row; NaN where there is none. */
  readonly real: Float64Array;
  readonly generated: Float64Array;
}

/** How close the generated table is to the real one, by compareTables() of the library. */
export interface Closeness {
  /** Mean likeness of the columns' distributions, from 0 to 1; null where it is not defined. */
  readonly columnShapes: number | null;
  /** Mean likeness of how pairs of columns go together, from 0 to 1. */
  readonly pairTrends: number | null;
  /** Of a classifier that tells the two tables apart: 0.5 is chance, 1 every row. */
  readonly auc: number | null;
  /** Share of the generated rows that occur in the real table, every cell the same. */
  readonly copies: number;
  /** The columns that are least alike, the least first. */
  readonly farthest: readonly { readonly column: string; readonly shape: number }[];
  /** How many rows were looked at: of very large tables not all. */
  readonly realRows: number;
  readonly generatedRows: number;
}

/** The rows that are odd, the oddest first. */
export interface OddRows {
  readonly rows: readonly OddRow[];
  /** How many rows were scored: a sample where there are very many. */
  readonly scored: number;
  /** Of all the scores: for a histogram, whose outer bins have what lies beyond, too. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
}

export interface OddRow {
  readonly row: number;
  /** Nats: -log p of the row, the higher the odder. */
  readonly score: number;
  /**
   * Of tables: the columns that make it odd, the first the most, in nats above what is usual for the
   * column.
   */
  readonly reasons: readonly { readonly column: string; readonly nats: number }[];
}

/**
 * All of it works while a training is under way too, on the weights of the moment. Where the model or
 * the data are replaced before the answer, the call rejects with an error of the name AbortError.
 */
export interface LookDesk {
  /** Some rows of the open data: those with these numbers. */
  rows(indices: readonly number[]): Promise<Decoded>;
  reconstruct(indices: readonly number[]): Promise<Decoded>;
  /** Means of the rows' posteriors, n x L. */
  encode(indices: readonly number[]): Promise<Float32Array>;
  /** n x L. */
  decode(latents: Float32Array): Promise<Decoded>;
  /** New rows; equal seeds give equal latents. Kept nowhere. */
  sample(count: number, seed?: number): Promise<Decoded>;
  /** Images between two rows, both included. */
  interpolate(first: number, last: number, steps: number): Promise<Decoded>;
  latentMap(report: Report<Progress>): Promise<LatentMap>;
  /**
   * @param by The name of a column, 'label' for images that have one, or 'score': nats, as in
   *   rankOdd().
   */
  colouring(rows: Uint32Array, by: string): Promise<Colouring>;
  /** What one can colour by. */
  colourings(): Promise<readonly string[]>;

  /** Makes a table, which the calls below compare, and gives its first rows. */
  generate(count: number, seed: number, report: Report<Progress>): Promise<TableRows>;
  distributions(): Promise<readonly ColumnDistribution[]>;
  associations(report: Report<Progress>): Promise<Associations>;
  closeness(): Promise<Closeness>;
  /** Two columns of numbers, as points: n x 2, of the real and of the generated table. */
  pair(across: string, up: string): Promise<{ real: Float64Array; generated: Float64Array }>;

  rankOdd(report: Report<Progress>): Promise<OddRows>;
  /**
   * Ends what latentMap(), colouring(), generate(), distributions(), associations(), closeness() or
   * rankOdd() is at, which then rejects with an error of the name AbortError. Of all but rankOdd() the
   * next one ends the one before, too.
   */
  cancel(): Promise<void>;
}
