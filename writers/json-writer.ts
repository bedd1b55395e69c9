import type { Cell } from 'vae1';
import { dateText, type OutputColumn, type OutputType, typedCell } from './output-column.js';
import type { ByteSink, TableWriter } from './table-writer.js';

/** An object per row: one a line, or in an array. Gaps are null, whole numbers keep all their digits. */
export async function jsonWriter(
  format: 'json' | 'jsonl',
  columns: readonly OutputColumn[],
  sink: ByteSink,
): Promise<TableWriter> {
  const isArray = format === 'json';
  const keys = columns.map(({ name }) => JSON.stringify(name));
  let before = isArray ? '[\n' : '';
  const separator = isArray ? ',\n' : '\n';
  return {
    async write(cells) {
      const count = cells[0]?.length ?? 0;
      let text = '';
      for (let row = 0; row < count; ++row) {
        const fields = columns.map(
          ({ name, type }, column) =>
            `${keys[column]}:${valueText(cells[column]![row], type, name)}`,
        );
        text += `${before}{${fields.join(',')}}`;
        before = separator;
      }
      await sink.write(text);
    },
    async end() {
      if (isArray) await sink.write(before === separator ? '\n]\n' : '[]\n');
      else if (before === separator) await sink.write('\n');
    },
  };
}

function valueText(cell: Cell, type: OutputType, name: string): string {
  // A day that came as text stays as it was.
  if (typeof cell === 'string' && (type === 'date' || type === 'timestamp'))
    return JSON.stringify(cell);
  const typed = typedCell(cell, type, name);
  if (typeof typed === 'bigint') return `${typed}`;
  return JSON.stringify(typed instanceof Date ? dateText(typed, type) : typed);
}
