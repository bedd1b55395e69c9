import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Imports a TypeScript module of web/, by its path there. */
export const webModule = (path) => sourceModule(`web/${path}`);

/** Imports a TypeScript module by its path in the repository. */
export async function sourceModule(path) {
  const source = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  return (await runnerImport(source, { configFile: false, logLevel: 'error' })).module;
}
