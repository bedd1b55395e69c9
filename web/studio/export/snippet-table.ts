import type { RowWishes } from '../../contract/index.js';
import type { CsvDialect } from '../../../writers/csv-writer.js';
import { generateOptions } from '../look/wished-rows.js';
import type { DataFile, TableDataset } from '../session/dataset.js';
import { literal, quoted } from './javascript.js';
import { readTableName } from './read-table.js';
import type { SnippetData } from './snippet-data.js';
import { endingOf } from './table-file.js';

interface SnippetTable {
  readonly leftOut: readonly string[];
  /** The common prefix of file names. */
  readonly stem: string;
  readonly wishes: RowWishes;
  /** Of the file with the generated rows. */
  readonly dialect: CsvDialect;
}

/** The part of a snippet for tables. It reads the same cells that the page has read. */
export function snippetTable(
  data: TableDataset,
  { leftOut, stem, wishes, dialect }: SnippetTable,
): SnippetData {
  return {
    packages: ['papaparse'],
    imports: ["import Papa from 'papaparse';"],
    model: 'TableVAE',
    reading: data.file ? readingLines(data, data.file, leftOut) : asRead(stem),
    name: 'table',
    training: {},
    using: [
      `const generated = await model.generate(${data.rows}, ${literal({
        seed: 1,
        ...generateOptions(wishes),
      })});`,
      ...writingLines(`${stem}-generated.${endingOf('csv', dialect)}`, dialect),
    ],
  };
}

/** Writes `generated` as the page does. */
function writingLines(name: string, { delimiter, decimal, mark }: CsvDialect): string[] {
  const cell = decimal === ',' ? 'written(generated[name][row])' : 'generated[name][row]';
  const first = mark ? "'\\ufeff' + " : '';
  const options = delimiter === ',' ? '' : `, ${literal({ delimiter })}`;
  return [
    'const names = Object.keys(generated);',
    `const made = generated[names[0]].map((_, row) => names.map((name) => ${cell}));`,
    `await writeFile(${quoted(name)}, ${first}Papa.unparse([names, ...made]${options}));`,
    ...(decimal === ','
      ? [
          '',
          'function written(cell) {',
          "  return typeof cell === 'number' ? String(cell).replace('.', ',') : cell;",
          '}',
          '',
        ]
      : []),
  ];
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

/** Reads the file that the page offers where reading the file itself takes more than a few lines. */
function asRead(stem: string): string[] {
  const name = readTableName(stem);
  return [
    '// The page reads this file in more steps than fit here. So download “Data as read” there, and save',
    '// it beside this file.',
    `const text = await readFile(${quoted(name)}, 'utf8');`,
    "const rows = text.trimEnd().split('\\n').map((line) => JSON.parse(line));",
    'const table = Object.fromEntries(',
    '  Object.keys(rows[0]).map((name) => [name, rows.map((row) => row[name])]),',
    ');',
  ];
}
