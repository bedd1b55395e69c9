import type { ByteSource } from './bytes/byte-source.js';
import type { Pace } from './bytes/pace.js';
import type { TableFile } from './data-file.js';
import type { Format } from './find-format.js';
import type { ReadingOptions } from './reading-options.js';

/** The formats of tables whose cells have types, besides JSON. */
export type TypedFormat = Extract<Format, 'excel' | 'parquet' | 'arrow' | 'arff'>;

/**
 * Opens a table whose cells have types. The reader of a format is loaded when a file has it.
 * @throws a sentence for people
 */
export async function openTypedTable(
  format: TypedFormat,
  source: ByteSource,
  options: ReadingOptions,
  pace: Pace,
): Promise<TableFile> {
  switch (format) {
    case 'excel':
      return (await import('./excel/excel-table.js')).openExcelTable(source, options, pace);
    case 'parquet':
      return (await import('./parquet/parquet-table.js')).openParquetTable(source, pace);
    case 'arrow':
      return (await import('./arrow/arrow-table.js')).openArrowTable(source, pace);
    case 'arff':
      return (await import('./arff/arff-table.js')).openArffTable(source, pace);
  }
}
