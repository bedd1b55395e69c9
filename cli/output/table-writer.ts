import { extname } from 'node:path';
import { type Format, FORMATS, type Options } from '../arguments/options.js';
import { UsageError } from '../terminal/ends.js';
import type { Destination } from './destination.js';
import type { OutputColumn } from '../../writers/output-column.js';
import type { TableWriter } from '../../writers/table-writer.js';

const EXTENSIONS: Readonly<Record<string, Format>> = {
  ...{ '.csv': 'csv', '.txt': 'csv', '.tsv': 'tsv', '.tab': 'tsv', '.json': 'json' },
  ...{ '.jsonl': 'jsonl', '.ndjson': 'jsonl', '.parquet': 'parquet', '.pq': 'parquet' },
  ...{ '.arrow': 'arrow', '.feather': 'arrow', '.ipc': 'arrow', '.arrows': 'arrow-stream' },
};
const BINARY: readonly Format[] = ['parquet', 'arrow', 'arrow-stream'];

/**
 * The form of the rows: --format, or what the name of the file says, or CSV.
 * @throws UsageError for another format, for a name that says nothing, and for bytes on a terminal
 */
export function outputFormat({ output, format }: Options): Format {
  const toTerminal = (output === undefined || output === '-') && process.stdout.isTTY;
  if (format !== undefined) {
    if (!isRowFormat(format))
      throw new UsageError(
        `--format takes one of ${FORMATS.join(', ')}, not ${JSON.stringify(format)}.`,
      );
    if (BINARY.includes(format) && toTerminal)
      throw new UsageError(`${format} is not for a terminal: give a file with -o.`);
    return format;
  }
  if (output === undefined || output === '-' || output.startsWith('/dev/')) return 'csv';
  const known = EXTENSIONS[extname(output).toLowerCase()];
  if (known) return known;
  throw new UsageError(
    `The name ${output} does not tell the format of the rows: give --format, one of ` +
      `${FORMATS.join(', ')}.`,
  );
}

function isRowFormat(format: string): format is Format {
  return (FORMATS as readonly string[]).includes(format);
}

/** The writer of a format is loaded when one is written. */
export async function tableWriter(
  format: Format,
  columns: readonly OutputColumn[],
  destination: Destination,
): Promise<TableWriter> {
  switch (format) {
    case 'csv':
    case 'tsv': {
      // Lines that end in LF, as programs on a command line expect.
      const dialect = {
        delimiter: format === 'tsv' ? '\t' : ',',
        newline: '\n',
        decimal: '.',
      } as const;
      return (await import('../../writers/csv-writer.js')).csvWriter(dialect, columns, destination);
    }
    case 'json':
    case 'jsonl':
      return (await import('../../writers/json-writer.js')).jsonWriter(
        format,
        columns,
        destination,
      );
    case 'parquet':
      return (await import('../../writers/parquet-writer.js')).parquetWriter(columns, destination);
    case 'arrow':
    case 'arrow-stream':
      return (await import('./arrow-writer.js')).arrowWriter(format, columns, destination);
  }
}
