import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

/** Imports a module of web/studio/ by its path there. */
export async function studioModule(path) {
  const file = fileURLToPath(new URL(`../../../web/studio/${path}`, import.meta.url));
  return (await runnerImport(file, { configFile: false, logLevel: 'error' })).module;
}
