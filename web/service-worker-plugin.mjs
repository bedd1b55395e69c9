import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { RESPONSE_HEADERS } from './response-headers.mjs';

const SCRIPT = 'sw.js';
const LIST = 'files.json';

/**
 * A build plugin. It writes the service worker, `sw.js`, which knows every file of the build, and a
 * list of these files, `files.json`, for browsers without service workers.
 */
export function serviceWorker() {
  let outDir;
  return {
    name: 'vae1-service-worker',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    async closeBundle(error) {
      if (error) return;
      const files = await listFiles(outDir);
      await writeFile(join(outDir, LIST), JSON.stringify(files.map(([path]) => path)));
      await buildServiceWorker(outDir, files);
    },
  };
}

/**
 * [path, integrity] of each file, the integrity as in a script's attribute; the page itself is
 * './'.
 */
async function listFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => path !== SCRIPT && path !== LIST)
    .sort();
  return Promise.all(
    paths.map(async (path) => {
      const hash = createHash('sha256').update(await readFile(join(folder, path)));
      return [path === 'index.html' ? './' : path, `sha256-${hash.digest('base64')}`];
    }),
  );
}

function buildServiceWorker(outDir, files) {
  const version = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16);
  return build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: {
      'RELEASE.version': JSON.stringify(version),
      'RELEASE.files': JSON.stringify(files),
      'RELEASE.headers': JSON.stringify(RESPONSE_HEADERS),
    },
    build: {
      outDir,
      emptyOutDir: false,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL('./service-worker/service-worker.ts', import.meta.url)),
        output: { format: 'iife', entryFileNames: SCRIPT },
      },
    },
  });
}
