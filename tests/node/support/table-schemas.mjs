import { readFile } from 'node:fs/promises';
import { VAEError } from '../../../build/js/errors/errors.js';
import { inferSchema } from '../../../build/js/table/infer-schema.js';
import { TableCoding } from '../../../build/js/table/table-coding.js';
import { tableView } from '../../../build/js/table/table-view.js';
import { failure } from './failures.mjs';

const folder = new URL('../data/', import.meta.resolve('vega-datasets'));

/**
 * A table of the npm package `vega-datasets`: an array of objects. Of a CSV file (of those without
 * quotes) every cell is text.
 */
export async function vegaTable(file) {
  const text = await readFile(new URL(file, folder), 'utf8');
  if (file.endsWith('.json')) return JSON.parse(text);
  const [names, ...rows] = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','));
  return rows.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])));
}

export async function schemaOf(table, options) {
  return inferSchema(await tableView(table, 'data'), options);
}

/** The schema of a table that has this column alone, but for one that can be modelled. */
export async function columnOf(cells, said) {
  const noise = cells.map((_, i) => (i % 3) + 0.5);
  const columns = said && { cells: said };
  return (await schemaOf({ cells, noise }, { columns })).columns[0];
}

/**
 * A table to compact rows, `read` by the coding of `trained`, and back; and the numbers that the compact
 * rows stand for in a column of numbers or dates.
 */
export async function thereAndBack(trained, { read = trained, conditions, columns } = {}) {
  const schema = await schemaOf(trained, { columns, conditions });
  const coding = new TableCoding(schema);
  const source = coding.source(await tableView(read, 'rows'), 'rows');
  const values = source.chunk(0, source.rows);
  const table = coding.newTable();
  coding.decode(values, source.rows, table, { missing: 'keep', made: 0 });
  const numbers = (name) => {
    const part = coding.parts.find(({ column }) => column.name === name);
    return Array.from({ length: source.rows }, (_, row) =>
      part.mean.draw(values, row * source.features + part.first),
    );
  };
  return { schema, coding, values, table, numbers };
}

/** For assert.rejects: an error of the library that the tests import in parts. */
export const tableFailure = (code, sentence) => failure(code, sentence, VAEError);
