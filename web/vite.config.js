import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { RESPONSE_HEADERS } from './response-headers.mjs';

const path = (relative) => fileURLToPath(new URL(relative, import.meta.url));

// Imported by the package in Node only.
const external = ['node:module', 'node:worker_threads'];

// `vae1` needs no alias: this folder lies within the package, so Vite resolves the name through
// the package's own "exports", to the same dist/ files that a user of the package gets.
export default defineConfig({
  root: path('.'),
  base: './',
  // What is not there is a 404, not the page once more.
  appType: 'mpa',
  publicDir: path('../build/web-public'),
  cacheDir: path('../build/vite'),
  plugins: [responseHeaders()],
  worker: { format: 'es', rolldownOptions: { external } },
  build: {
    emptyOutDir: true,
    target: 'es2022',
    // No data: URLs (the policy forbids them) and no script that fetches modules by itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { external },
  },
});

// Vite's own `preview.headers` leaves out responses that are no file, such as a 404.
function responseHeaders() {
  return {
    name: 'vae1-response-headers',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        for (const [name, value] of Object.entries(RESPONSE_HEADERS)) {
          response.setHeader(name, value);
        }
        next();
      });
    },
  };
}
