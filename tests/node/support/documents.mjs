import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

/** Folders with Markdown that is not the project's, or is generated. */
const FOREIGN = /(^|\/)(node_modules|build|dist|shared|\.[^/]*)\//;

/** The text of a file of the repository. */
export function documentText(path) {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The Markdown files below a folder of the repository: paths from its root. */
export function documentsIn(folder = '') {
  return readdirSync(new URL(folder, root), { recursive: true })
    .map((name) => folder + name.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.md') && !FOREIGN.test(path))
    .sort();
}

/** The blocks of a text that readers run: those marked `js`. Configuration is marked `javascript`. */
export function examplesIn(text) {
  return [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
}
