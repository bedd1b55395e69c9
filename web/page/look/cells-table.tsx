import type { ComponentChildren } from 'preact';
import type { CellValue, TableRows } from '../../contract/index.js';
import { cellNumber, count } from '../ui/format.js';
import { decimalMark } from '../state/decimal-mark.js';
import { useGrowing } from './growing.js';

/** Updating more cells would block the page's thread for too long. */
const MOST_CELLS = 1000;
/** Cells added per frame, for the same reason. */
const CELLS_A_FRAME = 300;
const MOST_COLUMNS = 40;

interface CellsTableProps {
  /** What it shows, for screen readers. */
  label: string;
  table: TableRows;
  /** Extra columns in front of the table's own. */
  lead?: {
    readonly titles: readonly string[];
    readonly cells: (row: number) => ComponentChildren;
  };
  /** A column that stays in view when the others scroll; null for none. */
  inView?: string | null;
  /** A remark beside a cell's value; null for most cells. */
  remark?: (row: number, column: string) => string | null;
}

/** As many rows of a table as can be shown, in a scrolling box. */
export function CellsTable({ label, table, lead, inView = null, remark }: CellsTableProps) {
  const columns = table.columns.slice(0, MOST_COLUMNS);
  const most = Math.min(table.rows.length, rowsIn(MOST_CELLS, columns.length));
  const rows = table.rows.slice(0, useGrowing(most, rowsIn(CELLS_A_FRAME, columns.length)));
  const numeric = columns.map((_, column) =>
    rows.every((row) => row[column] === null || typeof row[column] === 'number'),
  );
  const classOf = (column: number) =>
    `${numeric[column] ? 'number' : ''} ${columns[column] === inView ? 'in-view' : ''}`.trim();
  const whole = most === table.rows.length && columns.length === table.columns.length;
  return (
    <>
      <div class="scroll cells" role="region" aria-label={label} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {lead?.titles.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
              {columns.map((name, column) => (
                <th key={name} scope="col" class={classOf(column)}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {lead?.cells(index)}
                {columns.map((name, column) => {
                  const said = remark?.(index, name) ?? null;
                  return (
                    <td key={name} class={classOf(column)}>
                      <Cell value={row[column]!} remark={said} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {!whole && (
        <p class="hint">
          Showing {most} of {count(table.rows.length, 'row')} and {columns.length} of{' '}
          {count(table.columns.length, 'column')}.
        </p>
      )}
    </>
  );
}

function rowsIn(cells: number, columns: number): number {
  return Math.max(1, Math.floor(cells / Math.max(1, columns)));
}

function Cell({ value, remark }: { value: CellValue; remark: string | null }) {
  const text =
    value === null ? (
      <span class="gap">gap</span>
    ) : typeof value === 'number' ? (
      cellNumber(value, decimalMark.value)
    ) : (
      value
    );
  if (remark === null) return text;
  return (
    <mark>
      {text} <small>{remark}</small>
    </mark>
  );
}
