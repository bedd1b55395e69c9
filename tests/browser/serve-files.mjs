import { preview } from 'vite';

/** Serves the files of a folder as they are until the test ends; the address. */
export async function serveFiles(t, folder) {
  const server = await preview({
    configFile: false,
    root: folder,
    logLevel: 'error',
    build: { outDir: '.' },
    preview: { host: '127.0.0.1', port: 0 },
  });
  t.after(() => server.close());
  return server.resolvedUrls.local[0];
}
