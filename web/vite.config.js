import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { META_POLICY } from './response-headers.mjs';
import { serviceWorker } from './service-worker-plugin.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

/** Libraries of the worker, as files of these names. */
const LIBRARIES = [
  { name: 'fflate', test: /node_modules[\\/]fflate[\\/]/ },
  {
    name: 'hyparquet-compressors',
    test: /node_modules[\\/](hyparquet-compressors|hysnappy|fzstd)[\\/]/,
  },
];

// `vae1` needs no alias: this folder is inside the package, so Vite resolves the name through the
// package's own "exports", to the dist/ files that a user of the package gets.
export default defineConfig({
  root: path('.'),
  base: './',
  // Unknown paths answer 404 instead of the page.
  appType: 'mpa',
  publicDir: path('../build/web-public'),
  cacheDir: path('../build/vite'),
  plugins: [metaPolicy(), serviceWorker()],
  worker: {
    format: 'es',
    rolldownOptions: { output: { codeSplitting: { groups: LIBRARIES } } },
  },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    // No data: URLs, which the policy forbids, and no script that prefetches modules.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

// For the first visit to a host that sends no headers, before the service worker is installed.
function metaPolicy() {
  return {
    name: 'vae1-meta-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: META_POLICY },
        injectTo: 'head-prepend',
      },
    ],
  };
}
