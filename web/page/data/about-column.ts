import type { ColumnSummary } from '../../contract/index.js';
import { count, number } from '../ui/format.js';

/** '32.1 to 59.6, 2 gaps', '3 categories: Adelie, Gentoo, Chinstrap', '5 categories: a, b, c, …' */
export function aboutColumn(column: ColumnSummary): string {
  const { type, minimum, maximum, categories, examples, missing } = column;
  const parts = [];
  if (minimum !== undefined && maximum !== undefined)
    parts.push(`${end(minimum)} to ${end(maximum)}`);
  else {
    const shown = examples.slice(0, 3).map(shortened);
    if (categories !== undefined && categories > shown.length) shown.push('…');
    const some = shown.join(', ');
    parts.push(
      categories === undefined ? some : `${count(categories, 'category', 'categories')}: ${some}`,
    );
  }
  if (missing > 0) parts.push(count(missing, 'gap'));
  if (type === 'identifier') parts.push('generated rows get new ones');
  return parts.filter(Boolean).join(' · ');
}

const end = (value: number | string) => (typeof value === 'number' ? number(value) : value);

/** Texts may have any length; a line has room for a few words. */
function shortened(text: string): string {
  return text.length > 24 ? `${text.slice(0, 23)}…` : text;
}
