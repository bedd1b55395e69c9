import { fileURLToPath } from 'node:url';
import { preview } from 'vite';

// How a page without a bundler can import the package by name.
const page = (script) => `<!doctype html>
<title>vae1 without a bundler</title>
<link rel="icon" href="data:," />
<script type="importmap">
  { "imports": { "vae1": "./index.js" } }
</script>
<script type="module">${script}</script>`;

const ISOLATION = new Headers({
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
});

/**
 * Serves dist/ as static files, together with a page that imports `vae1`. Close it.
 * @param {{ isolated?: boolean, script?: string }} options `isolated`: whether the page is
 *   cross-origin isolated and so gets threads; `script`: what the page runs
 */
export async function servePlainPage({ isolated = false, script = '' } = {}) {
  const server = await preview({
    configFile: false,
    root: fileURLToPath(new URL('../..', import.meta.url)),
    logLevel: 'error',
    build: { outDir: 'dist' },
    preview: { host: '127.0.0.1', port: 0 },
    plugins: [
      ...(isolated ? [{ name: 'isolation', configurePreviewServer: isolate }] : []),
      { name: 'plain-page', configurePreviewServer: (its) => servePage(its, page(script)) },
    ],
  });
  return { address: server.resolvedUrls.local[0], close: () => server.close() };
}

// Not Vite's `headers`: "304 Not Modified" responses lack them, and WebKit then refuses the worker.
function isolate(server) {
  server.middlewares.use((request, response, next) => {
    response.setHeaders(ISOLATION);
    next();
  });
}

function servePage(server, html) {
  server.middlewares.use((request, response, next) => {
    if (request.url !== '/') return next();
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(html);
  });
}
