/** Connections go to the page's own origin or nowhere; no inline script or style, no eval. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "style-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** The policy as a <meta> of the page may have it: who may frame the page, only a header can say. */
export const META_POLICY = POLICY.join('; ');

/**
 * Headers of every response, workers' scripts included: a worker lives under the policy that came
 * with its own script. The page's server gives them, and the service worker where a host cannot.
 */
export const RESPONSE_HEADERS = {
  'Content-Security-Policy': [...POLICY, "frame-ancestors 'none'"].join('; '),
  // These two make the page cross-origin isolated: shared memory, and with it threads.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * How long a file of the build may be kept: those in assets/ have a hash of themselves as name, and
 * the service worker's script is fetched anew by each visit, then not again during it.
 */
export function cacheControl(path) {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return path === '/sw.js' ? 'max-age=86400' : 'no-cache';
}
