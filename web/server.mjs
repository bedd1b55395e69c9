import { fileURLToPath } from 'node:url';
import { build, preview } from 'vite';
import { writeDigitFiles } from './digit-files.mjs';
import { cacheControl, RESPONSE_HEADERS } from './response-headers.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));
const configFile = path('./vite.config.js');
const built = path('../build/web');

/** Builds the page from web/ and dist/ into `outDir` (build/web). */
export async function buildPage({ outDir = built } = {}) {
  await writeDigitFiles(path('../build/web-public/digits'));
  const { NODE_ENV } = process.env;
  await build({ configFile, logLevel: 'warn', build: { outDir } });
  // Vite leaves 'production' there, by which npm would later install no development packages.
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
}

/**
 * Serves the page built into `outDir` on 127.0.0.1.
 * @param {{ outDir?: string, port: number, headers?: Record<string, string> | null }} options
 *   `port`: the first port to try, then the next free one; 0 takes any free port. `headers`: sent
 *   with every response, together with Cache-Control; null imitates a host that cannot set headers.
 * @returns {Promise<{ address: string, close: () => Promise<void> }>}
 */
export async function servePage({ outDir = built, port, headers = RESPONSE_HEADERS }) {
  const server = await preview({
    configFile,
    logLevel: 'error',
    build: { outDir },
    // No CORS: other origins need nothing from here.
    preview: { host: '127.0.0.1', port, strictPort: false, cors: false },
    plugins: headers ? [responseHeaders(headers)] : [],
  });
  return { address: server.resolvedUrls.local[0], close: () => server.close() };
}

// Vite's own `preview.headers` skips responses without a file, such as a 404.
function responseHeaders(headers) {
  return {
    name: 'vae1-response-headers',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        for (const [name, value] of Object.entries(headers)) {
          response.setHeader(name, value);
        }
        response.setHeader('Cache-Control', cacheControl(request.url));
        next();
      });
    },
  };
}
