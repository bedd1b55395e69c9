import type { RowFormat } from '../../contract/index.js';
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
  return <ChoiceField label="Format" value={format} choices={CHOICES} onValue={onFormat} />;
}
