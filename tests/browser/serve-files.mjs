import { preview } from 'vite';

/** Serves a folder's files, with `headers`, until the test ends. Returns the address. */
export async function serveFiles(t, folder, headers = {}) {
  const server = await preview({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: { outDir: '.' },
    preview: { host: '127.0.0.1', port: 0, headers },
  });
  t.after(() => server.close());
  return server.resolvedUrls.local[0];
}
