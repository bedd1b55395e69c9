import type { Note } from '../../contract.js';
import type { Column } from '../../dataset.js';
import {
  type BuiltColumn,
  ColumnBuilder,
  type ColumnPlan,
  type StrayCells,
} from './column-builder.js';
import { isGapInText } from './gaps.js';
import { listed, shortened } from './listed.js';
import type { DecimalMark } from './number-text.js';

/** Cells of a table: what stays within the memory of a browser's tab. */
const MOST_CELLS = 2 ** 27;

/** A column that is not kept. */
export interface DroppedColumn {
  readonly name: string;
  readonly reason: string;
  readonly missing: number;
}

export interface BuiltTable {
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Which of the columns given each of `columns` is. */
  readonly places: readonly number[];
  /** Texts that were taken for gaps, and would be in any column. */
  readonly gaps: readonly string[];
  /** Whether all of its numbers have the same decimal mark. */
  readonly uniform: boolean;
  readonly dropped: readonly DroppedColumn[];
  readonly notes: readonly Note[];
  /** The decimal mark of its numbers, if they have one. */
  readonly decimal: DecimalMark | null;
}

export interface TableText {
  readonly name: string;
  /** Distinct. */
  readonly columns: readonly string[];
  /** What parts the cells of a line, or ''. */
  readonly delimiter: string;
  /** As someone says it is. */
  readonly decimal: DecimalMark | undefined;
  /** What `line` counts in the sentences: lines, or rows. */
  readonly place: 'line' | 'row';
  /** Hands every row's cells to `add`, and may be called again. */
  read(add: (cells: readonly string[], line: number) => void): Promise<void>;
}

/** Reads a table once, or again where it shows late what some of its columns are. */
export async function buildTable(table: TableText): Promise<BuiltTable> {
  const plans: (ColumnPlan | undefined)[] = table.columns.map(() => table.decimal);
  for (;;) {
    const { built, rows } = await readOnce(table, plans);
    const decimal = table.decimal ?? commonMark(built);
    let again = false;
    built.forEach((column, index) => {
      if ('readAgain' in column) plans[index] = column.readAgain;
      // What cannot be told from the column itself is as in the others.
      else if (column.column && column.ambiguous && decimal && decimal !== column.decimal) {
        plans[index] = decimal;
      } else return;
      again = true;
    });
    if (!again) return { rows, decimal, ...summed(table, built, decimal) };
  }
}

async function readOnce(table: TableText, plans: readonly (ColumnPlan | undefined)[]) {
  const builders = table.columns.map(
    (name, index) => new ColumnBuilder(name, table.delimiter, plans[index]),
  );
  let rows = 0;
  await table.read((cells, line) => {
    checkCells(table.name, ++rows * builders.length);
    for (let index = 0; index < builders.length; ++index) builders[index]!.add(cells[index]!, line);
  });
  return { rows, built: builders.map((builder) => builder.finish()) };
}

/** @throws a sentence where a table has too many cells to be held */
export function checkCells(name: string, cells: number): void {
  if (cells <= MOST_CELLS) return;
  throw new Error(
    `${name} has more cells than this page can hold, which is 134 million: ` +
      'leave rows or columns out of the file.',
  );
}

/** Of the columns that tell; the point where they do not agree. */
function commonMark(built: readonly BuiltColumn[]): DecimalMark | null {
  const marks = new Set<DecimalMark>();
  for (const column of built) {
    if (column.column && column.decimal && !column.ambiguous) marks.add(column.decimal);
  }
  if (marks.has('.')) return '.';
  return marks.has(',') ? ',' : null;
}

function summed(table: TableText, built: readonly BuiltColumn[], decimal: DecimalMark | null) {
  const columns: Column[] = [];
  const places: number[] = [];
  let uniform = true;
  const dropped: DroppedColumn[] = [];
  const notes: string[] = [];
  const commas: string[] = [];
  const unsure: string[] = [];
  const words = new Map<string, number>();
  built.forEach((result, index) => {
    const name = table.columns[index]!;
    for (const [word, count] of result.gapWords) words.set(word, (words.get(word) ?? 0) + count);
    if (!result.column) {
      if ('dropped' in result) {
        dropped.push({ name, reason: result.dropped, missing: result.gaps });
      }
      return;
    }
    columns.push(result.column);
    places.push(index);
    if (result.decimal && result.decimal !== (decimal ?? '.')) uniform = false;
    if (result.strayCells > 0) notes.push(strayNote(table, name, result));
    if (table.decimal) return;
    if (result.ambiguous && !decimal)
      unsure.push(unsureNote(name, result.ambiguous, result.decimal!));
    else if (result.decimal === ',') commas.push(name);
  });
  if (commas.length > 0) notes.unshift(commaNote(commas));
  notes.push(...unsure);
  if (words.size > 0) notes.push(gapNote(words));
  return {
    columns,
    places,
    gaps: [...words.keys()].filter(isGapInText),
    uniform,
    dropped,
    notes: notes.map((message): Note => ({ message })),
  };
}

function strayNote({ place }: TableText, name: string, { strays, strayCells }: StrayCells): string {
  const { line, text } = strays[0]!;
  const first = `“${shortened(text)}” in ${place} ${line}`;
  return strayCells === 1
    ? `In the column ${name}, 1 cell is no number and was taken for a gap: ${first}.`
    : `In the column ${name}, ${strayCells} cells are no numbers and were taken for gaps: the first is ${first}.`;
}

function commaNote(names: readonly string[]): string {
  return (
    `Commas were read as decimal commas in ${listed(names)}: 1,5 is one and a half. ` +
    'If they part thousands, choose the decimal point and read the file again.'
  );
}

function unsureNote(name: string, text: string, decimal: DecimalMark): string {
  const fraction = text.includes(decimal);
  return (
    `Numbers such as ${text} in the column ${name} can be read in two ways: here the ` +
    `${text.includes(',') ? 'comma' : 'point'} was taken to part ${fraction ? 'the fraction' : 'thousands'}. ` +
    `If that is wrong, choose the decimal ${decimal === '.' ? 'comma' : 'point'} and read the file again.`
  );
}

function gapNote(words: ReadonlyMap<string, number>): string {
  const count = [...words.values()].reduce((sum, n) => sum + n, 0);
  const cells = count === 1 ? '1 cell was' : `${count.toLocaleString('en')} cells were`;
  return `${cells} taken for a gap by ${count === 1 ? 'its' : 'their'} text: ${listed([...words.keys()])}.`;
}
