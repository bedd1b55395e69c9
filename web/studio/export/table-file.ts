import type { Cell, TableSchema } from 'vae1';
import type { DataSummary, Progress, Report, RowFormat } from '../../contract/index.js';
import { csvHasMark } from '../../contract/csv-mark.js';
import { type CsvDialect, csvWriter } from '../../../writers/csv-writer.js';
import { jsonWriter } from '../../../writers/json-writer.js';
import { type OutputColumn, outputColumns } from '../../../writers/output-column.js';
import type { ByteSink, TableWriter } from '../../../writers/table-writer.js';
import type { Column } from '../session/dataset.js';
import { inChunks } from './in-chunks.js';

/**
 * Separator and decimal mark of the file that the data came from, and whether Excel needs a byte-order
 * mark; commas and points for other data.
 */
export function dialectOf(summary: DataSummary | null): CsvDialect {
  const { delimiter, decimal } = summary?.kind === 'table' ? summary.reading : {};
  const mark = csvHasMark(summary);
  return { delimiter: delimiter ?? ',', decimal: decimal ?? '.', newline: '\r\n', mark };
}

/** The ending of the names of files in this form. */
export function endingOf(format: RowFormat, { delimiter }: CsvDialect): string {
  if (format !== 'csv') return format;
  return delimiter === '\t' ? 'tsv' : 'csv';
}

interface TableContent {
  readonly columns: readonly OutputColumn[];
  readonly rows: number;
  readonly cell: (column: number, row: number) => Cell;
}

/** A table as a file. */
export async function tableFile(
  { columns, rows, cell }: TableContent,
  format: RowFormat,
  dialect: CsvDialect,
  report: Report<Progress>,
  signal?: AbortSignal,
): Promise<Blob> {
  // Blobs, which the browser may keep outside of the scripts' memory.
  const parts: Blob[] = [];
  const sink: ByteSink = {
    // Bytes are copied, since a writer may use its memory again.
    write: async (bytes) => void parts.push(new Blob([bytes as BlobPart])),
  };
  const writer = await writerOf(format, dialect, columns, sink);
  await inChunks(rows, 'Writing rows', report, async (first, end) => {
    signal?.throwIfAborted();
    await writer.write(
      columns.map((_, column) =>
        Array.from({ length: end - first }, (_, index) => cell(column, first + index)),
      ),
    );
  });
  await writer.end();
  return new Blob(parts, { type: TYPES[format] });
}

const TYPES: Readonly<Record<RowFormat, string>> = {
  csv: 'text/csv;charset=utf-8',
  jsonl: 'application/jsonl',
  parquet: 'application/vnd.apache.parquet',
};

/** The writer with a library of its own is loaded when a file needs it. */
async function writerOf(
  format: RowFormat,
  dialect: CsvDialect,
  columns: readonly OutputColumn[],
  sink: ByteSink,
): Promise<TableWriter> {
  switch (format) {
    case 'csv':
      return csvWriter(dialect, columns, sink);
    case 'jsonl':
      return jsonWriter('jsonl', columns, sink);
    case 'parquet':
      return (await import('../../../writers/parquet-writer.js')).parquetWriter(columns, sink);
  }
}

/** The columns as files with types have them: those of the model by its schema. */
export function typedColumns(
  columns: readonly Column[],
  schema: TableSchema | undefined,
): OutputColumn[] {
  const known = new Map(schema && outputColumns(schema).map((column) => [column.name, column]));
  return columns.map((column) => known.get(column.name) ?? asRead(column));
}

function asRead(column: Column): OutputColumn {
  if (column.kind === 'text') return { name: column.name, type: 'text' };
  const isWhole = column.values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  return { name: column.name, type: isWhole ? 'integer' : 'number' };
}
