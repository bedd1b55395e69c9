import { NumberField } from '../ui/field.js';

interface RowFieldProps {
  label: string;
  /** Of the data. */
  rows: number;
  /** From 0. People count from 1. */
  row: number;
  onRow: (row: number) => void;
}

/** The number of a row. */
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
