import type { CellValue, Decoded, ImageShape, TableRows } from '../../contract/index.js';
import { cellNumber, count } from '../ui/format.js';
import { decimalMark } from '../state/decimal-mark.js';
import { ImageSheet } from '../ui/image-sheet.js';
import { useGrowing } from './growing.js';

/** One row: from the data, or decoded. */
export interface ShownRow {
  readonly title: string;
  /** Null until it has loaded. */
  readonly decoded: Decoded | null;
  /** Shown beneath the row. */
  readonly note?: string | null;
}

interface ShownRowsProps {
  /** Null for tables. */
  shape: ImageShape | null;
  rows: readonly ShownRow[];
}

/** Rows for comparison: images, or the cells of tables side by side. */
export function ShownRows({ shape, rows }: ShownRowsProps) {
  return shape ? (
    <div class="shown-rows">
      {rows.map((row) => (
        <ImageRow key={row.title} row={row} shape={shape} />
      ))}
    </div>
  ) : (
    <RowCells rows={rows} />
  );
}

function ImageRow({ row, shape }: { row: ShownRow; shape: ImageShape }) {
  const { title, decoded, note } = row;
  const pixels = decoded?.kind === 'images' ? decoded.pixels : null;
  return (
    <section class="shown-row">
      <h3>{title}</h3>
      <ImageSheet label={title} shape={shape} pixels={pixels} across={1} down={1} />
      {note && <p class="hint">{note}</p>}
    </section>
  );
}

/** More would make dragging slow. */
const MOST_COLUMNS = 100;
/** Columns added per frame, for the same reason. */
const COLUMNS_A_FRAME = 25;

function RowCells({ rows }: { rows: readonly ShownRow[] }) {
  const tables = rows.map(({ decoded }) => (decoded?.kind === 'table' ? decoded.table : null));
  const columns = [...new Set(tables.flatMap((table) => table?.columns ?? []))];
  const shown = useGrowing(Math.min(columns.length, MOST_COLUMNS), COLUMNS_A_FRAME);
  return (
    <div class="table-rows">
      <div class="scroll" role="group" aria-label="Cells" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Column</th>
              {rows.map(({ title }) => (
                <th key={title} scope="col" class="number">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.slice(0, shown).map((column) => (
              <tr key={column}>
                <th scope="row">{column}</th>
                {tables.map((table, index) => (
                  <td key={rows[index]!.title} class="number">
                    {table && textOf(table, column)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > MOST_COLUMNS && (
        <p class="hint">
          Showing the first {MOST_COLUMNS} of {count(columns.length, 'column')}.
        </p>
      )}
      {rows.map(
        ({ title, note }) =>
          note && (
            <p key={title} class="hint">
              {note}
            </p>
          ),
      )}
    </div>
  );
}

/** '' where the table lacks the column. */
function textOf({ columns, rows }: TableRows, column: string): string {
  const place = columns.indexOf(column);
  return place < 0 ? '' : cellText(rows[0]?.[place] ?? null);
}

function cellText(value: CellValue): string {
  if (value === null) return '–';
  return typeof value === 'number' ? cellNumber(value, decimalMark.value) : value;
}
