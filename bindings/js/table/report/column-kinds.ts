import { VAEError } from '../../errors.js';
import { isObject } from '../../option-rules.js';
import { show } from '../../show.js';
import { isAbsent } from '../column-cells.js';
import { rowNumbers } from '../row-numbers.js';
import { CELLS, forEach, type Work } from '../slices.js';
import { type Cell, isDate, type TableView } from '../table-view.js';

/** How a column is compared. An identifier is not: it has nothing in common with other columns. */
export type ColumnKind = 'numeric' | 'categorical' | 'identifier';

const KIND_OF_TYPE = new Map<unknown, ColumnKind>([
  ['continuous', 'numeric'],
  ['integer', 'numeric'],
  ['date', 'numeric'],
  ['categorical', 'categorical'],
  ['boolean', 'categorical'],
  ['constant', 'categorical'],
  ['identifier', 'identifier'],
]);

// Text is an identifier with more values than this, where most rows have one of their own.
const MOST_CATEGORIES = 50;

/**
 * The kind of each column, by what is given or else by its cells in the real table.
 * @param given Types by the columns' names.
 * @throws ERR_OPTION
 */
export function* columnKinds(view: TableView, given: object): Work<ColumnKind[]> {
  for (const name of Object.keys(given))
    if (!view.names.includes(name))
      throw new VAEError('ERR_OPTION', `columns names ${show(name)}, which real does not have.`);
  const kinds: ColumnKind[] = [];
  for (const [column, name] of view.names.entries())
    kinds.push(
      Object.hasOwn(given, name)
        ? kindOfType(name, (given as Record<string, unknown>)[name])
        : yield* inferredKind(view, column),
    );
  return kinds;
}

function kindOfType(name: string, given: unknown): ColumnKind {
  const type = isObject(given) && 'type' in given ? given.type : given;
  const kind = KIND_OF_TYPE.get(type);
  if (kind) return kind;
  throw new VAEError(
    'ERR_OPTION',
    `${show(name)} in columns is one of ${[...KIND_OF_TYPE.keys()].map((t) => `'${String(t)}'`).join(', ')}, ` +
      `was given ${show(type)}.`,
  );
}

function* inferredKind(view: TableView, column: number): Work<ColumnKind> {
  const forms = new Set<string>();
  const values = new Set<unknown>();
  const canNumber = rowNumbers(view.names[column]!, view.rows);
  let numbersRows = true;
  let observed = 0;
  yield* forEach(view.rows, CELLS, (row) => {
    const cell = view.cell(row, column);
    const form = numericForm(cell);
    numbersRows &&= form === 'a number' && canNumber(Number(cell));
    if (isAbsent(cell)) return;
    observed++;
    if (cell === '') return;
    forms.add(form ?? typeof cell);
    if (typeof cell === 'string') values.add(cell);
  });
  // A model of tables makes these anew: that they are others says nothing of it.
  if (numbersRows) return 'identifier';
  const [form] = forms;
  if (forms.size === 1 && (form === 'a number' || form === 'a date')) return 'numeric';
  const many = values.size > MOST_CATEGORIES && 2 * values.size > observed;
  return many ? 'identifier' : 'categorical';
}

// No leading zeros: 01234 is a postcode.
const NUMBER = /^[+-]?((0|[1-9]\d*)(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const DATE = /^\d{4}-\d\d-\d\d([T ]|$)/;

function numericForm(cell: Cell): 'a number' | 'a date' | undefined {
  if (typeof cell === 'number') return Number.isNaN(cell) ? undefined : 'a number';
  if (isDate(cell)) return 'a date';
  if (typeof cell !== 'string') return undefined;
  if (NUMBER.test(cell)) return 'a number';
  return DATE.test(cell) && !Number.isNaN(Date.parse(cell)) ? 'a date' : undefined;
}

/** A date in milliseconds since 1970. NaN for what is neither a number nor a date. */
export function numericValue(cell: Cell): number {
  const form = numericForm(cell);
  if (!form) return NaN;
  return form === 'a date' && typeof cell === 'string' ? Date.parse(cell) : Number(cell);
}
