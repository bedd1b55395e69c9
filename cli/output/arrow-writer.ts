import {
  Bool,
  type DataType,
  DateDay,
  Field,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchFileWriter,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimestampMillisecond,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import type { Destination } from './destination.js';
import { type OutputColumn, type OutputType, typedCell } from '../../writers/output-column.js';
import type { TableWriter } from '../../writers/table-writer.js';

const TYPES: Readonly<Record<OutputType, () => DataType>> = {
  number: () => new Float64(),
  integer: () => new Int64(),
  boolean: () => new Bool(),
  text: () => new Utf8(),
  date: () => new DateDay(),
  timestamp: () => new TimestampMillisecond(),
};

/** An Arrow file, or a stream of record batches, without compression. */
export async function arrowWriter(
  format: 'arrow' | 'arrow-stream',
  columns: readonly OutputColumn[],
  destination: Destination,
): Promise<TableWriter> {
  const schema = new Schema(columns.map(({ name, type }) => new Field(name, TYPES[type](), true)));
  const writer = format === 'arrow' ? new RecordBatchFileWriter() : new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  const written = pass(writer[Symbol.asyncIterator](), destination);
  return {
    async write(cells) {
      const length = cells[0]?.length ?? 0;
      if (length === 0) return;
      const children = columns.map(({ name, type }, column) => {
        const typed = Array.from({ length }, (_, row) =>
          typedCell(cells[column]![row], type, name),
        );
        return vectorFromArray(typed, schema.fields[column]!.type).data[0]!;
      });
      const data = makeData({ type: new Struct(schema.fields), length, children });
      writer.write(new RecordBatch(schema, data as never));
      await written.settled();
    },
    async end() {
      writer.finish();
      await written.end();
    },
  };
}

/** Passes on the library's bytes as they come. */
function pass(bytes: AsyncIterator<Uint8Array>, destination: Destination) {
  let failure: { error: unknown } | undefined;
  let busy = 0;
  let waiting: (() => void) | undefined;
  const done = (async () => {
    try {
      for (;;) {
        const { done: isDone, value } = await bytes.next();
        if (isDone) break;
        ++busy;
        await destination.write(value);
        --busy;
        waiting?.();
      }
    } catch (error) {
      failure = { error };
      waiting?.();
    }
  })();
  return {
    /** Waits until the destination has taken what it was given. */
    async settled() {
      if (failure) throw failure.error;
      if (busy > 0) await new Promise<void>((resolve) => (waiting = resolve));
      if (failure) throw (failure as { error: unknown }).error;
    },
    async end() {
      await done;
      if (failure) throw failure.error;
    },
  };
}
