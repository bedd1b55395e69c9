import type { CellValue, TableSummary } from '../../contract/index.js';
import { cellNumber, integer } from '../ui/format.js';
import { decimalMark } from '../state/decimal-mark.js';

const ROWS = 8;
const COLUMNS = 50;

/** The first rows of a table. */
export function FirstRows({ table: { columns, head } }: { table: TableSummary }) {
  const shown = columns.slice(0, COLUMNS);
  return (
    <>
      <h4>First rows</h4>
      <div class="scroll" role="region" aria-label="First rows" tabIndex={0}>
        <table>
          <thead>
            <tr>
              {shown.map(({ name, type }) => (
                <th key={name} scope="col" class={isNumeric(type) ? 'number' : ''}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {head.slice(0, ROWS).map((cells, row) => (
              <tr key={row}>
                {shown.map(({ name, type }, column) => (
                  <td key={name} class={isNumeric(type) ? 'number' : ''}>
                    <Cell value={cells[column] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > COLUMNS && (
        <p class="hint">
          The first {COLUMNS} of {integer(columns.length)} columns.
        </p>
      )}
    </>
  );
}

const isNumeric = (type: string | null) => type === 'continuous' || type === 'integer';

function Cell({ value }: { value: CellValue }) {
  if (value === null) return <span class="quiet-text">gap</span>;
  return typeof value === 'number' ? cellNumber(value, decimalMark.value) : value;
}
