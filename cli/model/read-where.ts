import type { ColumnSchema, TableSchema } from 'vae1';

type Categories = Extract<ColumnSchema, { type: 'categorical' | 'boolean' }>;

/** A range of numbers or dates: 30..49, 0.5.., ..49 or 01.02.2020..31.12.2020. */
const RANGE = /^(.*?)\.\.(.*)$/;

/**
 * The wanted cells as the API takes them. No text is a gap, as in CSV. A text names a category as the column has it, a number or date, a
 * range of these, or with commas between them any of several categories.
 */
export function readWhere(
  given: Readonly<Record<string, unknown>>,
  { columns }: TableSchema,
): Record<string, unknown> {
  const entries = Object.entries(given).map(([name, wanted]) => {
    const column = columns.find((each) => each.name === name);
    const read = column && typeof wanted === 'string' ? wantedCell(wanted, column) : wanted;
    return [name, read] as const;
  });
  return Object.fromEntries(entries);
}

function wantedCell(text: string, column: ColumnSchema): unknown {
  const isCategory = column.type === 'categorical' || column.type === 'boolean';
  const known = isCategory ? categoriesIn(text, column) : undefined;
  if (known !== undefined) return known;
  if (text === '') return null;
  const number = (part: string) => (Number.isNaN(Number(part)) ? part : Number(part));
  const value = (part: string) => (isCategory || column.type === 'date' ? part : number(part));
  const range = isCategory ? null : RANGE.exec(text);
  if (!range) return value(text);
  const [, min = '', max = ''] = range;
  return { ...(min !== '' && { min: value(min) }), ...(max !== '' && { max: value(max) }) };
}

/** The category of this name, or any of several; undefined if the column has no such. */
function categoriesIn(text: string, { categories }: Categories): unknown {
  const category = (name: string) => categories.find(({ value }) => String(value) === name)?.value;
  const one = category(text);
  if (one !== undefined) return one;
  const several = text.split(',').map(category);
  return several.every((each) => each !== undefined) ? { oneOf: several } : undefined;
}
