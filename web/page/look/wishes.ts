// What is asked of generated rows: in their view, in files and in the snippet.
import { batch, computed, effect, signal, untracked } from '@preact/signals';
import type { RowWishes, WishColumn } from '../../contract/index.js';
import { discards, model, settings } from '../state/run.js';
import { studio } from '../state/studio.js';
import { FieldFaults } from '../ui/field-faults.js';
import { wanted } from './generated-table.js';
import { faultOf, firstLine, type WishLine, whereOf, wishesText } from './wish-lines.js';

/** The columns that wishes can name; empty without a model. */
export const wishColumns = signal<readonly WishColumn[]>([]);
export const wishLines = signal<readonly WishLine[]>([]);
export const balance = signal<string | null>(null);
export const withoutGaps = signal(false);

export const wishes = computed<RowWishes>(() => ({
  where: whereOf(wishLines.value, wishColumns.value),
  balance: balance.value,
  withoutGaps: withoutGaps.value,
}));

/** What is wrong with the texts of the conditions' fields, whose values stay as they were. */
export const wishFieldFaults = new FieldFaults();
/** What is wrong with the conditions, as a sentence; null if nothing is. */
export const wishFault = computed(() => faultOf(wishLines.value));
/** Why no rows can be made: a fault of a field or of the conditions. Null if they can. */
export const wishRefusal = computed(() => wishFieldFaults.first ?? wishFault.value);

/** What is asked of rows as a sentence; '' for rows as the model draws them. */
export const textOfWishes = (of: RowWishes) => wishesText(of, wishColumns.value);

const hasModel = computed(() => model.value?.kind === 'table');

// Another model has other columns.
effect(() => {
  const discard = discards.value;
  const isThere = hasModel.value;
  batch(() => {
    wishColumns.value = [];
    wishLines.value = [];
    balance.value = null;
    withoutGaps.value = false;
  });
  if (isThere) void untracked(() => learnColumns(discard));
});

async function learnColumns(discard: number): Promise<void> {
  // The model may be replaced meanwhile; then its columns are asked for, too.
  const columns = await studio.look.wishColumns().catch(() => []);
  if (discards.value !== discard || !hasModel.value) return;
  const target = settings.value?.target ?? null;
  batch(() => {
    wishColumns.value = columns;
    if (!canBalance(columns.find(({ name }) => name === target))) return;
    balance.value = target;
    wanted.value = { ...wanted.value, wishes: wishes.value };
  });
}

/** Whether each of a column's values can be made equally often. */
export function canBalance(column: WishColumn | undefined): boolean {
  return (column?.values?.length ?? 0) > 0;
}

/** The columns that no line names yet. */
export const unaskedColumns = computed(() =>
  wishColumns.value.filter(({ name }) => wishLines.value.every(({ column }) => column !== name)),
);

export function addWish(column: WishColumn): void {
  wishLines.value = [...wishLines.value, firstLine(column)];
}

/** @param column The one that the line has named so far. */
export function changeWish(column: string, part: Partial<WishLine>): void {
  wishLines.value = wishLines.value.map((line) =>
    line.column === column ? { ...line, ...part } : line,
  );
}

export function removeWish(column: string): void {
  wishLines.value = wishLines.value.filter((line) => line.column !== column);
}
