import { preview } from 'vite';
import { root } from '../../tools/paths.mjs';
import { RESPONSE_HEADERS } from '../../web/response-headers.mjs';

/**
 * Serves the repository, and with it the benchmark's page, cross-origin isolated on 127.0.0.1.
 * @returns {Promise<{ address: string, asked: Set<string>, close: () => Promise<void> }>}
 *   `asked`: every path that was requested
 */
export async function serveBenchPage(port = 0) {
  const asked = new Set();
  const server = await preview({
    configFile: false,
    root,
    appType: 'mpa',
    logLevel: 'error',
    build: { outDir: '.' },
    preview: { host: '127.0.0.1', port },
    plugins: [{ name: 'isolated', configurePreviewServer: (its) => isolate(its, asked) }],
  });
  const address = `${server.resolvedUrls.local[0]}bench/page/index.html`;
  return { address, asked, close: () => server.close() };
}

function isolate(server, asked) {
  server.middlewares.use((request, response, next) => {
    asked.add(new URL(request.url, 'http://localhost').pathname);
    for (const [name, value] of Object.entries(RESPONSE_HEADERS)) {
      // The page's import map is inline.
      if (name !== 'Content-Security-Policy') response.setHeader(name, value);
    }
    next();
  });
}
