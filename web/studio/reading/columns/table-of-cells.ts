import type { Pace } from '../../../../readers/bytes/pace.js';
import { listed } from '../../../../readers/columns/listed.js';
import type { TableFile } from '../../../../readers/data-file.js';
import type { ReadingOptions } from '../../../contract/index.js';
import type { Column, TextColumn } from '../../session/dataset.js';
import { type BuiltTable, buildTable, checkCells } from './build-table.js';
import { columnReading } from './column-reading.js';
import type { ReadResult } from './read-result.js';
import { TypedColumn } from './typed-column.js';

/** What tableOfCells() gives, and whether all texts were read in one way. */
export type CellsResult = ReadResult & Pick<BuiltTable, 'uniform' | 'gaps'>;

/**
 * Reads a table whose cells have types. Numbers stay as they are; dates, booleans and texts become texts, whose
 * guesses are those of text files.
 * @throws a sentence for people
 */
export async function tableOfCells(
  file: TableFile,
  options: ReadingOptions,
  pace: Pace,
): Promise<CellsResult> {
  const { name, members, headerRows } = file;
  const { columns: found, rows, infinite } = await collected(file, pace);
  const columns = found.map((column) => withGaps(column, options));
  if (rows === 0) throw new Error(`${name} has column names, but no rows.`);
  const categories = new Set(file.categories);
  const guessed = columns.filter(
    (column): column is TextColumn => column.kind === 'text' && !categories.has(column.name),
  );
  const table = guessed.length > 0 ? await guess(name, guessed, rows, options, pace) : null;
  const { dropped = [], uniform = true, gaps = [], decimal = null } = table ?? {};
  const built = new Map(table?.columns.map((column) => [column.name, column]));
  const kept = columns.flatMap((column): Column[] => {
    if (!guessed.includes(column as TextColumn)) return [column];
    const read = built.get(column.name);
    return read ? [read] : [];
  });
  const overrides = Object.fromEntries(
    [...categories].map((each) => [each, 'categorical'] as const),
  );
  const message = `Infinite numbers in ${listed(infinite)} count as missing.`;
  return {
    data: { kind: 'table', name, rows, columns: kept, ...(categories.size > 0 && { overrides }) },
    dropped,
    notes: [...file.notes, ...(infinite.length > 0 ? [{ message }] : []), ...(table?.notes ?? [])],
    reading: {
      ...options,
      ...(decimal && { decimal }),
      ...(headerRows !== undefined && { headerRows }),
      ...(members && { member: members.chosen }),
    },
    ...(members && { members: members.names }),
    uniform,
    gaps,
  };
}

async function collected(file: TableFile, pace: Pace) {
  const columns = new Map<string, TypedColumn>();
  let rows = 0;
  for await (const batch of file.batches(pace)) {
    for (const [index, name] of batch.names.entries()) {
      let column = columns.get(name);
      if (!column) columns.set(name, (column = new TypedColumn(name, rows)));
      column.fill(rows);
      const cells = batch.columns[index]!;
      for (let row = 0; row < batch.rows; ++row) column.add(cells[row]);
    }
    rows += batch.rows;
    checkCells(file.name, rows * columns.size);
  }
  const all = [...columns.values()];
  for (const column of all) column.fill(rows);
  const infinite = all.filter((column) => column.infinite > 0).map(({ name }) => name);
  return { columns: all.map((column) => column.finish()), rows, infinite };
}

/** The column with gaps in the place of numbers that stand for them by the user's words. */
function withGaps(column: Column, options: ReadingOptions): Column {
  const { isGap } = columnReading(column.name, options);
  if (column.kind !== 'numbers' || !column.values.some((value) => isGap(`${value}`))) return column;
  return { ...column, values: column.values.map((value) => (isGap(`${value}`) ? NaN : value)) };
}

/** The texts, read as those of a text file are. */
function guess(
  name: string,
  columns: readonly TextColumn[],
  rows: number,
  options: ReadingOptions,
  pace: Pace,
): Promise<BuiltTable> {
  return buildTable({
    name,
    columns: columns.map((column) => column.name),
    delimiter: '',
    options,
    place: 'row',
    async read(add) {
      for (let row = 0; row < rows; ++row) {
        if (row % 1024 === 0) await pace.step(`Reading ${name}`, row / rows);
        add(
          columns.map(({ codes, values }) => (codes[row] === 0 ? '' : values[codes[row]! - 1]!)),
          row + 1,
        );
      }
    },
  });
}
