import { join } from 'node:path';
import { isolation, serveFolder } from './static-host.mjs';
import { importTool } from './tools.mjs';

/** Built by a Vite: `name` is its name in tests/package/tools. */
export async function builtByVite(name, folder, configFile = false) {
  const { build } = await importTool(name);
  const outDir = join(folder, `out-${name}`);
  const { complaints, customLogger } = viteLogger();
  // As in a process of its own: a server that ran in this one has set 'development'.
  process.env.NODE_ENV = 'production';
  await build({ root: folder, configFile, customLogger, logLevel: 'warn', build: { outDir } });
  return { complaints, serve: () => serveFolder(outDir, isolation) };
}

/** Served by a Vite's own server, as while an app is written. */
export async function servedByVite(name, folder, configFile = false) {
  const { createServer } = await importTool(name);
  const { complaints, customLogger } = viteLogger();
  const isolated = {
    name: 'isolation',
    configureServer: ({ middlewares }) =>
      void middlewares.use((request, response, next) => {
        response.setHeaders(new Headers(isolation(request.url)));
        next();
      }),
  };
  return {
    complaints,
    async serve() {
      const server = await createServer({
        ...{ root: folder, configFile, customLogger, plugins: [isolated] },
        cacheDir: join(folder, `cache-${name}`),
        server: { host: '127.0.0.1', port: 0 },
      });
      await server.listen();
      return { address: server.resolvedUrls.local[0], close: () => server.close() };
    },
  };
}

function viteLogger() {
  const complaints = [];
  // But for a build that a busy machine is slow at.
  const complain = (message) => message.includes('PLUGIN_TIMINGS') || complaints.push(message);
  const customLogger = {
    ...{ warn: complain, warnOnce: complain, error: complain, hasWarned: false },
    ...{ info() {}, clearScreen() {}, hasErrorLogged: () => false },
  };
  return { complaints, customLogger };
}
