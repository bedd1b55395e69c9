import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const WEB = new URL('../../web/', import.meta.url);

/** Imports a TypeScript module of web/, by its path there. */
export async function webModule(path) {
  const source = fileURLToPath(new URL(path, WEB));
  return (await runnerImport(source, { configFile: false, logLevel: 'error' })).module;
}
