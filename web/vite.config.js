import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { META_POLICY } from './response-headers.mjs';
import { serviceWorker } from './service-worker-plugin.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

// `vae1` needs no alias: this folder lies within the package, so Vite resolves the name through
// the package's own "exports", to the same dist/ files that a user of the package gets.
export default defineConfig({
  root: path('.'),
  base: './',
  // What is not there is a 404, not the page once more.
  appType: 'mpa',
  publicDir: path('../build/web-public'),
  cacheDir: path('../build/vite'),
  plugins: [metaPolicy(), serviceWorker()],
  worker: { format: 'es' },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    // No data: URLs (the policy forbids them) and no script that fetches modules by itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});

// For the first visit at a host that sends no headers, when no service worker is there yet.
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
