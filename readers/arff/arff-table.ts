import type { Cell } from 'vae1';
import type { ByteSource } from '../bytes/byte-source.js';
import type { Pace } from '../bytes/pace.js';
import { textChunks } from '../bytes/text-chunks.js';
import { distinctNames } from '../columns/column-names.js';
import type { TableBatch, TableFile } from '../data-file.js';
import { arffAttribute, type ArffAttribute, unescaped } from './arff-header.js';

/** A value with its separator: in quotes, with escapes, or up to a comma or a tab. */
const VALUE = /\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([^,\t'"][^,\t]*|))\s*(,|\t|$)/y;

/**
 * A table of Weka's format (ARFF), with dense or sparse rows. Nominal attributes are categories, and `?` is a
 * gap.
 * @throws a sentence for people, with the line
 */
export async function openArffTable(source: ByteSource, pace: Pace): Promise<TableFile> {
  const { name } = source;
  const { attributes, data } = await header(source, pace);
  const { names, notes } = distinctNames(attributes.map((attribute) => attribute.name));
  const categories = names.filter((_, column) => attributes[column]!.kind === 'nominal');
  return {
    kind: 'table',
    name,
    isText: false,
    categories,
    notes,
    batches: (each) => batches(source, { attributes, names, data }, each),
  };
}

interface Header {
  readonly attributes: readonly ArffAttribute[];
  /** The line of `@data`, from 1. */
  readonly data: number;
}

async function header(source: ByteSource, pace: Pace): Promise<Header> {
  const { name } = source;
  const attributes: ArffAttribute[] = [];
  for await (const { line, number } of lines(source, pace)) {
    if (/^\s*@attribute\b/i.test(line)) attributes.push(arffAttribute(name, line, number));
    else if (/^\s*@data\b/i.test(line)) {
      if (attributes.length > 0) return { attributes, data: number };
      throw new Error(`${name} has no @attribute line above its @data in line ${number}.`);
    }
  }
  throw new Error(`${name} has no line @data, which begins the rows of an ARFF file.`);
}

async function* lines(source: ByteSource, pace: Pace) {
  let left = '';
  let number = 0;
  for await (const { text, last } of textChunks(source, pace)) {
    const all = (left + text).split('\n');
    left = last ? '' : all.pop()!;
    for (const line of all) yield { line, number: ++number };
  }
}

/** Rows of a batch. */
const ROWS = 16_384;

async function* batches(
  source: ByteSource,
  { attributes, names, data }: Header & { names: readonly string[] },
  pace: Pace,
): AsyncGenerator<TableBatch, void> {
  let columns: Cell[][] = names.map(() => []);
  let rows = 0;
  for await (const { line, number } of lines(source, pace)) {
    if (number <= data || line.trim() === '' || line.trimStart().startsWith('%')) continue;
    const place = `Line ${number} of ${source.name}`;
    const cells = rowOf(line, attributes, place);
    for (let column = 0; column < columns.length; ++column) columns[column]!.push(cells[column]);
    if (++rows < ROWS) continue;
    yield { rows, names, columns };
    columns = names.map(() => []);
    rows = 0;
  }
  if (rows > 0) yield { rows, names, columns };
}

/** @throws a sentence with the place */
function rowOf(line: string, attributes: readonly ArffAttribute[], place: string): Cell[] {
  if (line.trimStart().startsWith('{')) return sparseRow(line, attributes, place);
  const values = valuesOf(line, place);
  // A weight of the row may follow, in braces.
  if (values.length === attributes.length + 1 && /^\{.*\}$/.test(values.at(-1) ?? '')) values.pop();
  if (values.length !== attributes.length) {
    throw new Error(
      `${place} has ${values.length} values; expected ${attributes.length}, one for each attribute.`,
    );
  }
  return values.map((value, column) => cellOf(value, attributes[column]!, place));
}

/** A row that says only some values: `{0 5.1, 4 setosa}`. */
function sparseRow(line: string, attributes: readonly ArffAttribute[], place: string): Cell[] {
  const inside = /^\s*\{(.*?)\}/s.exec(line);
  if (!inside) throw new Error(`${place} is a sparse row without its closing brace.`);
  const cells: Cell[] = attributes.map(({ unsaid }) => unsaid);
  for (const pair of valuesOf(inside[1]!, place)) {
    if (pair === null || pair === '') continue;
    const [, index, value] = /^(\d+)\s+(.*)$/s.exec(pair) ?? [];
    const attribute = attributes[Number(index)];
    if (!attribute) {
      throw new Error(`${place} has “${pair}”; expected the number of an attribute and its value.`);
    }
    const [plain = null] = valuesOf(value!, place);
    cells[Number(index)] = cellOf(plain, attribute, place);
  }
  return cells;
}

/** The values of a row; null for `?`, which stands for a gap unless it is in quotes. */
function valuesOf(line: string, place: string): (string | null)[] {
  const values: (string | null)[] = [];
  VALUE.lastIndex = 0;
  for (;;) {
    const found = VALUE.exec(line);
    if (!found) throw new Error(`${place} has a quote that does not match.`);
    const [, single, double, plain, separator] = found;
    const quoted = single ?? double;
    const text = quoted === undefined ? plain!.trim() : unescaped(quoted);
    values.push(quoted === undefined && text === '?' ? null : text);
    if (separator === '') return values;
  }
}

/** @throws a sentence if a number is none */
function cellOf(value: string | null, { name, kind }: ArffAttribute, place: string): Cell {
  if (value === null || (value === '' && kind !== 'text')) return null;
  if (kind !== 'number') return value;
  const number = Number(value);
  if (!Number.isNaN(number) || /^nan$/i.test(value)) return number;
  throw new Error(`${place} has “${value}” in the numeric attribute ${name}; expected a number.`);
}
