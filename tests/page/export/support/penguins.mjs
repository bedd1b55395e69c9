import { readFileSync } from 'node:fs';
import Papa from 'papaparse';

// The package's exports list only code.
const json = new URL('../data/penguins.json', import.meta.resolve('vega-datasets'));
const rows = JSON.parse(readFileSync(json, 'utf8'));
const names = Object.keys(rows[0]);

/**
 * 344 penguins with gaps in the form of a European spreadsheet: decimal commas, points between
 * thousands, white space, and a first column that is empty and not read.
 */
export const penguinsCsv = `${Papa.unparse(
  [['notes', ...names], ...rows.map((row) => ['', ...names.map((name) => written(row[name]))])],
  { delimiter: ';' },
)}\r\n\r\n`;

function written(cell) {
  if (cell === null) return 'NA';
  return typeof cell === 'number' ? cell.toLocaleString('de') : ` ${cell}`;
}

/** The same table as the page holds it after reading. */
export const penguins = {
  kind: 'table',
  name: 'penguins.csv',
  rows: rows.length,
  file: {
    format: 'text',
    name: 'penguins.csv',
    delimiter: ';',
    header: true,
    decimal: ',',
    places: names.map((_, index) => index + 1),
    gaps: ['NA'],
  },
  columns: names.map((name) => {
    const cells = rows.map((row) => row[name]);
    if (cells.every((cell) => cell === null || typeof cell === 'number'))
      return { kind: 'numbers', name, values: Float64Array.from(cells, (cell) => cell ?? NaN) };
    const values = [...new Set(cells.filter((cell) => cell !== null))];
    const codes = Uint32Array.from(cells, (cell) => (cell === null ? 0 : values.indexOf(cell) + 1));
    return { kind: 'text', name, codes, values };
  }),
};
