import type { Note } from '../columns/note.js';
import { distinctNames } from '../columns/column-names.js';
import { isNoUnit } from './find-header.js';
import { filledCells } from './widths.js';

/** The names that header records give to `width` columns. */
export function headerNames(
  header: readonly (readonly string[])[],
  width: number,
): { readonly names: readonly string[]; readonly notes: readonly Note[] } {
  if (header.length === 0)
    return { names: Array.from({ length: width }, (_, index) => `${index + 1}`), notes: [] };
  const places = Array.from({ length: width }, (_, column) => column);
  // In R's tables nothing stands above the names of the rows.
  const shift = header.every(({ length }) => length === width - 1) ? 1 : 0;
  const rows = header.map((record, row) =>
    places.map((column) => {
      const cell = record[column - shift]?.trim() ?? '';
      return row === 0 && column === 0 ? cell.replace(/^#\s*(?=\S)/, '') : cell;
    }),
  );
  const [upper, lower] = rows as [string[], string[] | undefined];
  if (!lower) return distinctNames(upper);
  // A merged cell stands above the columns to its right, too.
  const merged = filledCells(upper).length < width;
  let above = '';
  return distinctNames(
    lower.map((below, column) => {
      const name = isNoUnit(below) ? '' : below;
      const own = upper[column]!;
      above = own === '' && merged ? (name === '' ? '' : above) : own;
      return [above, name].filter((part) => part !== '').join(' ');
    }),
  );
}
