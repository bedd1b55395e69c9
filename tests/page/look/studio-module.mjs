import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const STUDIO = new URL('../../../web/studio/', import.meta.url);

/** What a module of web/studio exports, for Node. */
export async function studioModule(path) {
  const source = fileURLToPath(new URL(path, STUDIO));
  return (await runnerImport(source, { configFile: false, logLevel: 'error' })).module;
}
