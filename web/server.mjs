import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { writeDigitFiles } from './digit-files.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const configFile = path('./vite.config.js');
const built = path('../build/web');

/** Builds the page from web/ and dist/ into `outDir` (build/web). */
export async function buildPage({ outDir = built } = {}) {
  await writeDigitFiles(path('../build/web-public/digits'));
  await build({ configFile, logLevel: 'warn', build: { outDir } });
}

/**
 * Serves the page built into `outDir` on 127.0.0.1.
 * @param {{ outDir?: string, port: number }} options `port`: the first to try, then the next free
 *   one; 0 is any free one.
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function servePage({ outDir = built, port }) {
  const server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port, strictPort: false },
  });
  return { address: server.resolvedUrls.local[0], close: () => server.close() };
}
