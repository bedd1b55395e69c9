import type { Cell, TableColumns, TableSchema } from 'vae1';

/**
 * Cells as a model knows them. Formats differ in the types that they keep: what is true in one is 'true' in
 * another. So a cell that is written like a category of its column becomes that category.
 */
export function knownCells({ columns }: TableSchema): (table: TableColumns) => TableColumns {
  const categories = new Map<string, ReadonlyMap<string, Cell>>();
  for (const column of columns) {
    if (column.type !== 'categorical' && column.type !== 'boolean') continue;
    const values = column.categories.map(({ value }) => [String(value), value] as const);
    // Where two are written alike, neither is meant.
    const known = new Map<string, Cell>(values);
    if (known.size === values.length) categories.set(column.name, known);
  }
  return (table) => {
    const entries = Object.entries(table).map(([name, cells]) => {
      const known = categories.get(name);
      const read = (cell: Cell) => known!.get(String(cell)) ?? cell;
      return [name, known ? cells.map(read) : cells] as const;
    });
    return Object.fromEntries(entries);
  };
}
