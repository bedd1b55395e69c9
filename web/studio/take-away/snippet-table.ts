import type { DataFile, TableDataset } from '../dataset.js';
import { literal, quoted } from './javascript.js';
import type { SnippetData } from './snippet.js';

/** A table's part of a snippet. What it reads are the same cells that the page has read. */
export function snippetTable(
  data: TableDataset,
  leftOut: readonly string[],
  stem: string,
): SnippetData {
  return {
    packages: ['papaparse'],
    imports: ["import Papa from 'papaparse';"],
    model: 'TableVAE',
    reading: data.file ? readingOf(data, data.file, leftOut) : placeholder(data, leftOut),
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

function readingOf(data: TableDataset, file: DataFile, leftOut: readonly string[]): string[] {
  const comma = file.format === 'text' && file.decimal === ',';
  const gaps = 'gaps' in file ? file.gaps : [];
  const columns = data.columns.flatMap(({ name, kind }, at) =>
    leftOut.includes(name) ? [] : [{ name, at, numbers: kind === 'numbers' }],
  );
  return [
    '// The columns that are learned, and their places in the file.',
    'const columns = [',
    ...columns.map((column) => `  ${literal(column)},`),
    '];',
    `const gaps = new Set(${literal(['', ...gaps.filter((gap) => gap !== '')])});`,
    '',
    `const text = await readFile(${quoted(file.name)}, 'utf8');`,
    ...(file.format === 'json' ? rowsOfJson(data) : rowsOfText(file)),
    'const table = Object.fromEntries(',
    '  columns.map(({ name, at, numbers }) => [name, rows.map((row) => cellOf(row[at], numbers))]),',
    ');',
    '',
    'function cellOf(text, numbers) {',
    '  const cell = text.trim();',
    '  if (gaps.has(cell)) return null;',
    `  return numbers ? Number(cell${comma ? ".replace(',', '.')" : ''}) : cell;`,
    '}',
  ];
}

function rowsOfText(file: DataFile): string[] {
  if (file.format !== 'text') return [];
  const options = literal({ delimiter: file.delimiter, skipEmptyLines: 'greedy' });
  return [`const rows = Papa.parse(text, ${options}).data${file.header ? '.slice(1)' : ''};`];
}

function rowsOfJson({ columns }: TableDataset): string[] {
  return [
    `const names = ${literal(columns.map(({ name }) => name))};`,
    "const rows = JSON.parse(text).map((row) => names.map((name) => String(row[name] ?? '')));",
  ];
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
