import { basename } from 'node:path';
import { table } from '../markdown.mjs';

/** The library's files that a page without a bundler loads, for the build that it runs. */
export function loadedTable(files) {
  const rows = files
    .toSorted((a, b) => b.bytes - a.bytes)
    .map(({ path, bytes }) => [basename(path), bytes.toLocaleString('en')]);
  return table(['file', 'gzipped, bytes'], rows);
}
