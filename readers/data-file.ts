import type { Cell, NumericArray } from 'vae1';
import type { Pace } from './bytes/pace.js';
import type { Note } from './columns/note.js';

/** Rows of a table, one after another in the file. */
export interface TableBatch {
  readonly rows: number;
  /** Distinct. JSON lines may have others in each batch; other files have the same in all. */
  readonly names: readonly string[];
  /** The cells of each column. null, undefined and NaN are gaps. */
  readonly columns: readonly ArrayLike<Cell>[];
}

/** Which of a file's tables or arrays is read: the sheets of a workbook, the tables of a zip. */
export interface Members {
  /** The names that the option `member` takes. */
  readonly names: readonly string[];
  readonly chosen: string;
}

/** What every file of data has. */
interface AnyDataFile {
  readonly name: string;
  /** Absent if the file holds a single one. */
  readonly members?: Members;
}

/** A file that holds a table. */
export interface TableFile extends AnyDataFile {
  readonly kind: 'table';
  /** Whether every cell is text, so that words such as NA may stand for gaps in any column. */
  readonly isText: boolean;
  /** Columns of texts that are categories, whatever they look like: '0' and '1' are no numbers there. */
  readonly categories?: readonly string[];
  /** How many rows hold the names, if someone may want another number. */
  readonly headerRows?: 0 | 1 | 2;
  /** Remarks, such as a column that is left out because it holds lists. */
  readonly notes: readonly Note[];
  /** Each call reads the file anew. @throws a sentence for people, with the place */
  batches(pace: Pace): AsyncGenerator<TableBatch, void>;
}

/** Rows of numbers, one after another in the file. */
export interface NumbersBatch {
  /** Row after row. Bytes stand for value / 255. */
  readonly data: NumericArray;
  /** [rows, features] */
  readonly shape: readonly [rows: number, features: number];
}

/** A file that holds an array of numbers. Its first axis counts the rows. */
export interface NumbersFile extends AnyDataFile {
  readonly kind: 'numbers';
  readonly notes: readonly Note[];
  readonly features: number;
  /** Each call reads the file anew. @throws a sentence for people */
  batches(pace: Pace): AsyncGenerator<NumbersBatch, void>;
}

export type DataFile = TableFile | NumbersFile;

/** The most rows of a batch, unless a format has its own pieces. */
export const BATCH_ROWS = 65_536;
