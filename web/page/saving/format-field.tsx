import type { RowFormat } from '../../contract/index.js';
import { csvHasMark } from '../../contract/csv-mark.js';
import { data } from '../state/data.js';
import { ChoiceField } from '../ui/field.js';

export const FORMAT_NAMES: Readonly<Record<RowFormat, string>> = {
  csv: 'CSV',
  jsonl: 'JSON lines',
  parquet: 'Parquet',
};

const CHOICES = Object.entries(FORMAT_NAMES) as [RowFormat, string][];

interface FormatFieldProps {
  format: RowFormat;
  onFormat: (format: RowFormat) => void;
}

/** The form of a file of rows. */
export function FormatField({ format, onFormat }: FormatFieldProps) {
  const marked = format === 'csv' && csvHasMark(data.value);
  return (
    <ChoiceField
      label="Format"
      value={format}
      choices={CHOICES}
      {...(marked && { hint: 'UTF-8 with a mark, so that Excel reads it.' })}
      onValue={onFormat}
    />
  );
}
