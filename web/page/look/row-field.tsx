import { NumberField } from '../ui/number-field.js';

interface RowFieldProps {
  label: string;
  /** Rows of the data. */
  rows: number;
  /** Counted from 0; the field shows it from 1. */
  row: number;
  onRow: (row: number) => void;
}

/** A field for a row number. */
export function RowField({ label, rows, row, onRow }: RowFieldProps) {
  return (
    <div class="row-field">
      <NumberField
        label={label}
        value={row + 1}
        minimum={1}
        maximum={rows}
        onValue={(value) => onRow(value - 1)}
      />
    </div>
  );
}
