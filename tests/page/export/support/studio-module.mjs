import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Imports a TypeScript module of web/ by its path there. */
export async function studioModule(path) {
  const file = fileURLToPath(new URL(`../../../../web/${path}`, import.meta.url));
  return (await runnerImport(file, { configFile: false, logLevel: 'error' })).module;
}
