import type { DataFile, TableDataset } from '../session/dataset.js';
import { literal, quoted } from './javascript.js';
import type { SnippetData } from './snippet-data.js';

/** The part of a snippet for tables. It reads the same cells that the page has read. */
export function snippetTable(
  data: TableDataset,
  leftOut: readonly string[],
  stem: string,
): SnippetData {
  return {
    packages: ['papaparse'],
    imports: ["import Papa from 'papaparse';"],
    model: 'TableVAE',
    reading: data.file ? readingLines(data, data.file, leftOut) : placeholder(data, leftOut),
    name: 'table',
    training: {},
    using: [
      `const generated = await model.generate(${data.rows}, { seed: 1 });`,
      'const names = Object.keys(generated);',
      'const made = generated[names[0]].map((_, row) => names.map((name) => generated[name][row]));',
      `await writeFile(${quoted(`${stem}-generated.csv`)}, Papa.unparse([names, ...made]));`,
    ],
  };
}

function readingLines(data: TableDataset, file: DataFile, leftOut: readonly string[]): string[] {
  const isText = file.format === 'text';
  const gaps = 'gaps' in file ? file.gaps : [];
  const columns = data.columns.flatMap(({ name, kind }, index) => {
    if (leftOut.includes(name)) return [];
    return [{ name, ...(isText && { at: file.places[index] }), numbers: kind === 'numbers' }];
  });
  return [
    `// The modelled columns${isText ? ' and their indices in the file' : ''}.`,
    'const columns = [',
    ...columns.map((column) => `  ${literal(column)},`),
    '];',
    `const gaps = new Set(${literal(['', ...gaps.filter((gap) => gap !== '')])});`,
    '',
    `const text = await readFile(${quoted(file.name)}, 'utf8');`,
    `const rows = ${isText ? parsed(file) : 'JSON.parse(text)'};`,
    'const table = Object.fromEntries(',
    isText
      ? '  columns.map(({ name, at, numbers }) => [name, rows.map((row) => cellOf(row[at], numbers))]),'
      : '  columns.map(({ name, numbers }) => [name, rows.map((row) => cellOf(row[name], numbers))]),',
    ');',
    '',
    'function cellOf(value, numbers) {',
    "  const cell = String(value ?? '').trim();",
    '  if (gaps.has(cell)) return null;',
    `  return numbers ? Number(cell${isText ? plainNumber(file) : ''}) : cell;`,
    '}',
  ];
}

type TextFile = Extract<DataFile, { format: 'text' }>;

/** All non-empty lines except the names. */
function parsed({ delimiter, header }: TextFile): string {
  return (
    `Papa.parse(text, ${literal({ delimiter })}).data` +
    `.filter((row) => row.length > 1 || row[0].trim() !== '')${header ? '.slice(1)' : ''}`
  );
}

/** Code that makes a number readable for JavaScript: 1,234.5 or 1.234,5 becomes 1234.5. */
function plainNumber({ decimal }: TextFile): string {
  return decimal === ',' ? ".replaceAll('.', '').replace(',', '.')" : ".replaceAll(',', '')";
}

function placeholder({ rows, columns }: TableDataset, leftOut: readonly string[]): string[] {
  return [
    `// Put the data here: ${rows} values in each column, null for a gap.`,
    'const table = {',
    ...columns
      .filter(({ name }) => !leftOut.includes(name))
      .map(
        ({ name, kind }) => `  ${quoted(name)}: [], // ${kind === 'numbers' ? 'numbers' : 'text'}`,
      ),
    '};',
  ];
}
