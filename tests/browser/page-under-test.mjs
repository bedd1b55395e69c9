import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage, servePage } from '../../web/server.mjs';
import { openPageHost } from './page-host.mjs';

/** The page, built once for all files by `npm test`; a file that is run by itself builds its own. */
const { VAE1_BUILT_PAGE } = process.env;

/**
 * Serves the page on a free port. Close it.
 * @param {{ headers?: Record<string, string> | null }} options `headers`: response headers, by
 *   default those that the page asks hosts for; null imitates a host that cannot set any
 */
export async function servePageUnderTest({ headers } = {}) {
  const outDir = VAE1_BUILT_PAGE ?? (await temporaryBuild());
  const server = await servePage({ outDir, port: 0, headers });
  const host = await openPageHost(server.address);
  return {
    ...host,
    async close() {
      await host.stop();
      await server.close();
      if (outDir !== VAE1_BUILT_PAGE) await rm(outDir, { recursive: true });
    },
  };
}

async function temporaryBuild() {
  const outDir = await mkdtemp(join(tmpdir(), 'vae1-page-'));
  await buildPage({ outDir });
  return outDir;
}
