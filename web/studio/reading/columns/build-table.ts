import type { Note, ReadingOptions } from '../../../contract/index.js';
import type { Column } from '../../session/dataset.js';
import { type BuiltColumn, ColumnBuilder, type StrayCells } from './column-builder.js';
import { chosenMark, type ColumnPlan, columnReading, firstPlan } from './column-reading.js';
import { isGapInText } from '../../../../readers/columns/gaps.js';
import { listed, shortened } from '../../../../readers/columns/listed.js';
import type { DecimalMark } from '../../../../readers/reading-options.js';

/** Most cells of a table, so that it fits the memory of a browser tab. */
const MOST_CELLS = 2 ** 27;

/** A column that is not stored. */
export interface DroppedColumn {
  readonly name: string;
  readonly reason: string;
  readonly missing: number;
}

export interface BuiltTable {
  readonly rows: number;
  readonly columns: readonly Column[];
  /** For each of `columns`, its index among the given columns. */
  readonly places: readonly number[];
  /** Texts that count as gaps, in any column. */
  readonly gaps: readonly string[];
  /** Whether all numbers use the same decimal mark. */
  readonly uniform: boolean;
  readonly dropped: readonly DroppedColumn[];
  readonly notes: readonly Note[];
  /** The decimal mark of the numbers, if they have one. */
  readonly decimal: DecimalMark | null;
}

export interface TableText {
  readonly name: string;
  /** Distinct. */
  readonly columns: readonly string[];
  /** The separator of a line's cells, or ''. */
  readonly delimiter: string;
  readonly options: ReadingOptions;
  /** What `line` counts in messages: lines or rows. */
  readonly place: 'line' | 'row';
  /** Passes every row's cells to `add`; can be called repeatedly. */
  read(add: (cells: readonly string[], line: number) => void): Promise<void>;
}

/** Reads a table once, or again if a column's type becomes clear only late. */
export async function buildTable(table: TableText): Promise<BuiltTable> {
  const plans = table.columns.map((name) => firstPlan(name, table.options));
  const chosen = chosenMark(table.options);
  for (;;) {
    const { built, rows } = await readOnce(table, plans);
    const decimal = chosen ?? commonMark(built);
    let again = false;
    built.forEach((column, index) => {
      if ('readAgain' in column) plans[index] = column.readAgain;
      // An ambiguous column follows the other columns.
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
    (name, index) =>
      new ColumnBuilder(name, table.delimiter, plans[index], columnReading(name, table.options)),
  );
  let rows = 0;
  await table.read((cells, line) => {
    checkCells(table.name, ++rows * builders.length);
    for (let index = 0; index < builders.length; ++index) builders[index]!.add(cells[index]!, line);
  });
  return { rows, built: builders.map((builder) => builder.finish()) };
}

/** @throws a sentence if a table has too many cells to hold */
export function checkCells(name: string, cells: number): void {
  if (cells <= MOST_CELLS) return;
  throw new Error(
    `${name} has more than 134 million cells, the most that this page can hold: ` +
      'remove rows or columns from the file.',
  );
}

/** The decimal mark of the unambiguous columns; the point if they disagree. */
function commonMark(built: readonly BuiltColumn[]): DecimalMark | null {
  const marks = new Set<DecimalMark>();
  for (const column of built) {
    if (column.column && column.decimal && !column.ambiguous) marks.add(column.decimal);
  }
  if (marks.has('.')) return '.';
  return marks.has(',') ? ',' : null;
}

function summed(table: TableText, built: readonly BuiltColumn[], decimal: DecimalMark | null) {
  const { gapWords = [], columnGapWords, thousands } = table.options;
  const columns: Column[] = [];
  const places: number[] = [];
  // What only this page reads.
  let uniform = columnGapWords === undefined && thousands === undefined;
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
    if (result.unit) uniform = false;
    if (result.strayCells > 0) notes.push(strayNote(table, name, result));
    if (result.unit) notes.push(unitNote(name, result.unit));
    if (chosenMark(table.options)) return;
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
    gaps: [...words.keys()].filter((word) => isGapInText(word) || gapWords.includes(word)),
    uniform,
    dropped,
    notes: notes.map((message): Note => ({ message })),
  };
}

function strayNote({ place }: TableText, name: string, { strays, strayCells }: StrayCells): string {
  const { line, text } = strays[0]!;
  const first = `“${shortened(text)}” in ${place} ${line}`;
  return strayCells === 1
    ? `In column ${name}, 1 cell is not a number and counts as missing: ${first}.`
    : `In column ${name}, ${strayCells.toLocaleString('en')} cells are not numbers and count as missing. The first is ${first}.`;
}

function unitNote(name: string, unit: string): string {
  return `The numbers in column ${name} are in ${unit}; the unit was left off.`;
}

function commaNote(names: readonly string[]): string {
  return (
    `Commas in ${listed(names)} were read as decimal commas: 1,5 is one and a half. ` +
    'If they separate thousands, set the decimal sign to point.'
  );
}

function unsureNote(name: string, text: string, decimal: DecimalMark): string {
  const fraction = text.includes(decimal);
  return (
    `Numbers such as ${text} in column ${name} are ambiguous. Their ` +
    `${text.includes(',') ? 'comma' : 'point'} was read as ${fraction ? 'the decimal sign' : 'a thousands separator'}. ` +
    `If that is wrong, set the decimal sign to ${decimal === '.' ? 'comma' : 'point'}.`
  );
}

function gapNote(words: ReadonlyMap<string, number>): string {
  const count = [...words.values()].reduce((sum, n) => sum + n, 0);
  const one = count === 1;
  const cells = one ? '1 cell contains' : `${count.toLocaleString('en')} cells contain`;
  const texts = listed(
    [...words.keys()].map((word) => `“${word}”`),
    'or',
  );
  return `${cells} ${texts} and ${one ? 'counts' : 'count'} as missing.`;
}
