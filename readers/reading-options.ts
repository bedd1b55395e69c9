import type { ColumnType } from 'vae1';

/** Encodings of text files that people meet, by their names in TextDecoder. */
export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'iso-8859-2',
  'windows-1251',
  'shift_jis',
  'gb18030',
  'macintosh',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A space separates cells by any run of white space. */
export const DELIMITERS = [',', ';', '\t', '|', ' '] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** '' is none: quotes are part of a cell. */
export type Quote = '"' | "'" | '';

/** The sign between whole and fraction. */
export type DecimalMark = '.' | ',';

/** The sign between groups of three digits; '' is none, a space also a no-break one. */
export type ThousandsMark = '' | ',' | '.' | ' ' | "'";

/** How a file is read. Missing options are detected. Each format takes those that mean something for it. */
export interface ReadingOptions {
  readonly encoding?: Encoding;
  readonly delimiter?: Delimiter;
  readonly quote?: Quote;
  readonly decimal?: DecimalMark;
  readonly thousands?: ThousandsMark;
  /** Lines that hold the column names; the names of two are joined, such as "Sales 2020". */
  readonly headerRows?: 0 | 1 | 2;
  /** Lines before the header, such as titles. */
  readonly skipTop?: number;
  /** Lines at the end, such as totals. Blank ones do not count. */
  readonly skipBottom?: number;
  /**
   * Lines with more or fewer cells than there are columns. `'keep'`: missing cells are gaps, surplus
   * cells that are empty are cut, and lines with other surplus cells are left out; `'drop'`: all of
   * these lines are left out; `'fail'`: the file is refused.
   */
  readonly ragged?: 'fail' | 'keep' | 'drop';
  /** Texts that stand for a gap in any column, besides the standard ones. */
  readonly gapWords?: readonly string[];
  /** The same for single columns, by their names. */
  readonly columnGapWords?: Readonly<Record<string, readonly string[]>>;
  /** Whether 03/04/2021 is the third of April. */
  readonly dayFirst?: boolean;
  /** The types of columns, by their names. */
  readonly types?: Readonly<Record<string, ColumnType>>;
  /** The name of a sheet, of a zip's entry or of an array. */
  readonly member?: string;
}
