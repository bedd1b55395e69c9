import type { ColumnCells } from './column-cells.js';
import type { IdentifierColumn } from './schema.js';
import type { Cell } from './table-view.js';

/** Above it there may be no room for a generated table's worth of integers. */
const MAX_NUMBER = 2 ** 52;

/** Of a text: what precedes its closing digits, and these. More than 15 are beyond counting. */
const NUMBERED = /^([^]*?)(\d{1,15})$/;

/**
 * How new identifiers are made, such that none of them is one of the column's without keeping
 * these: they go on above the greatest number. Where all cells are text of one form ("cust-0042"),
 * the new ones are; else it is the column's name and a number.
 */
export async function inferIdentifier(
  cells: ColumnCells,
  reason: string,
): Promise<Pick<IdentifierColumn, 'type' | 'reason' | 'next' | 'text'>> {
  const named = `${cells.name || 'row'} `;
  let numbers = true;
  let greatest = 0;
  let prefix: string | undefined;
  let digits = Infinity;
  let last = 0;
  let lastNamed = 0;
  await cells.each((cell) => {
    if (typeof cell !== 'number') numbers = false;
    else if (cell > greatest) greatest = cell;
    const match = NUMBERED.exec(String(cell));
    prefix ??= match?.[1] ?? named;
    if (match?.[1] !== prefix || typeof cell !== 'string') digits = 0;
    if (!match) return;
    const number = Number(match[2]);
    digits = Math.min(digits, match[2]!.length);
    if (match[1] === prefix && number > last) last = number;
    if (match[1] === named && number > lastNamed) lastNamed = number;
  });
  if (numbers && greatest < MAX_NUMBER)
    return { type: 'identifier', reason, next: Math.floor(greatest) + 1 };
  const text = digits > 0 ? { prefix: prefix!, digits } : { prefix: named, digits: 1 };
  return { type: 'identifier', reason, next: (digits > 0 ? last : lastNamed) + 1, text };
}

/** The identifier number `index` that is made. */
export function newIdentifier({ next, text }: IdentifierColumn, index: number): Cell {
  const number = next + index;
  return text ? text.prefix + String(number).padStart(text.digits, '0') : number;
}
