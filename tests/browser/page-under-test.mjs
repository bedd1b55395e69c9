import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPage, servePage } from '../../web/server.mjs';
import { openPageHost } from './page-host.mjs';

/**
 * Builds the page into a temporary folder and serves it on a free port. Close it.
 * @param {{ headers?: Record<string, string> | null }} options `headers`: response headers, by
 *   default those that the page asks hosts for; null imitates a host that cannot set any
 */
export async function servePageUnderTest({ headers } = {}) {
  const outDir = await mkdtemp(join(tmpdir(), 'vae1-page-'));
  await buildPage({ outDir });
  const server = await servePage({ outDir, port: 0, headers });
  const host = await openPageHost(server.address);
  return {
    ...host,
    async close() {
      await host.stop();
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
