import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/**
 * Serves the files of a folder as a plain host does. Close it.
 * @param {(path: string) => Record<string, string>} headersOf of the response to a path with its
 *   query, be it a page, a worker's script or any other
 */
export async function serveFolder(folder, headersOf = () => ({})) {
  const requests = [];
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    requests.push(pathname);
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    try {
      const content = await readFile(file);
      response.writeHead(200, { 'Content-Type': TYPES[extname(file)], ...headersOf(url) });
      response.end(content);
    } catch {
      response.writeHead(404, headersOf(url)).end();
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${server.address().port}/`,
    /** The paths that were asked for until now. */
    requests,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Headers with which a page at an address that says "?isolated" may have threads. */
export function isolation(path) {
  return {
    'Cross-Origin-Embedder-Policy': 'require-corp',
    ...(path.includes('?isolated') && { 'Cross-Origin-Opener-Policy': 'same-origin' }),
  };
}

/** Serves a folder with a policy on every response; by it pages load nothing else but their icon. */
export function servePolicy(folder, policy) {
  return serveFolder(folder, (path) => ({
    ...isolation(path),
    'Content-Security-Policy': `default-src 'none'; img-src data:; ${policy}`,
  }));
}
