import { listed } from './columns/listed.js';
import type { Note } from './columns/note.js';
import type { Members } from './data-file.js';

/** What the names of files say of them, within zips and folders. */
export const TABLE_NAME =
  /\.(csv|tsv|tab|txt|dat|data|json|ndjson|jsonl|geojson|parquet|pq|arrow|arrows|feather|xlsx|xlsm|arff)(\.gz|\.zst)?$/i;
export const ARRAY_NAME = /\.npy$/i;
/** Files about the others. */
const ABOUT =
  /^(read[-_ ]?me|licen[sc]e|copying|notice|authors|changelog|changes|citation|requirements)\b[^/]*$/i;
/** Files that systems and programs leave behind. */
const LITTER = /^(\..*|__MACOSX|Thumbs\.db|desktop\.ini|~\$.*)$/i;

const baseName = (path: string) => path.split('/').at(-1)!;

export function isTableName(path: string): boolean {
  return TABLE_NAME.test(path) && !ABOUT.test(baseName(path));
}

/** Whether a file is one that nobody means, such as .DS_Store. */
export function isLitter(path: string): boolean {
  return path.split('/').some((part) => LITTER.test(part));
}

/** A table among others. */
interface Candidate {
  readonly path: string;
  readonly size: number;
}

/** The table of a zip or folder that is wanted, or its largest one. @throws a sentence */
export function chosenTable<T extends Candidate>(
  name: string,
  tables: readonly T[],
  member: string | undefined,
): { readonly table: T; readonly notes: readonly Note[]; readonly members?: Members } {
  const paths = tables.map(({ path }) => path);
  const largest = tables.reduce((most, table) => (table.size > most.size ? table : most));
  const table = member === undefined ? largest : tables.find(({ path }) => path === member);
  if (!table) throw new Error(`${name} has no table ${member}; it has ${listed(paths)}.`);
  if (tables.length === 1) return { table, notes: [] };
  const others = listed(paths.filter((path) => path !== table.path));
  const message = `${table.path} was read${member === undefined ? ', the largest table' : ''}; there is also ${others}.`;
  return { table, notes: [{ message }], members: { names: paths, chosen: table.path } };
}

/** What to say of files that were not read, if there are any. */
export function skippedNotes(paths: readonly string[]): Note[] {
  if (paths.length === 0) return [];
  const files = paths.length === 1 ? '1 file' : `${paths.length.toLocaleString('en')} files`;
  return [{ message: `Skipped ${files}: ${listed(paths)}.` }];
}
