/** One column of the real and the generated table, as shares of the rows with a value. */
export type ColumnDistribution = {
  readonly column: string;
  /** Shares of rows with a gap. */
  readonly missing: { readonly real: number; readonly generated: number };
} & (
  | {
      readonly kind: 'numbers';
      /**
       * One more than there are bins; for dates, in ms since 1970. If a few values lie far from all
       * others, the first and the last bin also hold the values beyond.
       */
      readonly edges: readonly number[];
      /** The minimum and maximum over both tables. */
      readonly range: readonly [least: number, most: number];
      readonly dates: boolean;
      readonly real: readonly number[];
      readonly generated: readonly number[];
    }
  | {
      readonly kind: 'categories';
      /** The most frequent categories; the last name is 'n others' if not all are shown. */
      readonly names: readonly string[];
      readonly real: readonly number[];
      readonly generated: readonly number[];
    }
);
