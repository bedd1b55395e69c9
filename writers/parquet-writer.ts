import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Cell } from 'vae1';
import { type OutputColumn, type OutputType, typedCell } from './output-column.js';
import type { ByteSink, TableWriter } from './table-writer.js';

/** Rows of a row group. */
const GROUP_ROWS = 100_000;

/** The library would infer types from values, and wrongly for many columns. */
const ELEMENTS: Readonly<Record<OutputType, Partial<SchemaElement>>> = {
  number: { type: 'DOUBLE' },
  integer: { type: 'INT64' },
  boolean: { type: 'BOOLEAN' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  date: { type: 'INT32', converted_type: 'DATE' },
  timestamp: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
};

/** A Parquet file, compressed with Snappy, every column of which may have gaps. */
export async function parquetWriter(
  columns: readonly OutputColumn[],
  sink: ByteSink,
): Promise<TableWriter> {
  const bytes = new FlushedBytes(sink);
  const writer = new ParquetWriter({
    writer: bytes,
    createdBy: 'vae1',
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.map(({ name, type }) => ({
        ...({ name, repetition_type: 'OPTIONAL' } as const),
        ...ELEMENTS[type],
      })),
    ],
  });
  // Small pieces would make many row groups.
  let waiting: Cell[][] = columns.map(() => []);
  const flush = async () => {
    const columnData = columns.map(({ name }, index) => ({ name, data: waiting[index]! }));
    waiting = columns.map(() => []);
    if (columnData[0]?.data.length) await writer.write({ columnData, rowGroupSize: GROUP_ROWS });
  };
  return {
    async write(cells) {
      const count = cells[0]?.length ?? 0;
      for (let row = 0; row < count; ++row) {
        for (const [column, { name, type }] of columns.entries())
          waiting[column]!.push(typedCell(cells[column]![row], type, name));
        if (waiting[0]!.length === GROUP_ROWS) await flush();
      }
    },
    async end() {
      await flush();
      await writer.finish();
    },
  };
}

/** Passes on what the library has written after each row group, so that no file is held in memory. */
class FlushedBytes extends ByteWriter {
  readonly #sink: ByteSink;

  constructor(sink: ByteSink) {
    super();
    this.#sink = sink;
  }

  async flush(): Promise<void> {
    const bytes = this.getBytes().slice();
    this.index = 0;
    await this.#sink.write(bytes);
  }

  override async finish(): Promise<void> {
    await this.flush();
  }
}
