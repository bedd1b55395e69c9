/** Allows connections only to the page's own origin; no inline script or style, no eval. */
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

/** The policy for a <meta> element, without frame-ancestors, which only a header can set. */
export const META_POLICY = POLICY.join('; ');

/**
 * Headers of every response, including workers' scripts: a worker follows the policy that came with
 * its own script. The page's server sends them; where a host cannot, the service worker adds them.
 */
export const RESPONSE_HEADERS = {
  'Content-Security-Policy': [...POLICY, "frame-ancestors 'none'"].join('; '),
  // These two make the page cross-origin isolated, which allows shared memory and so threads.
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * How long a file of the build may be cached. Names in assets/ contain a hash of the content, so
 * these files never change. Each visit fetches the service worker's script once and not again.
 */
export function cacheControl(path) {
  if (path.startsWith('/assets/')) return 'public, max-age=31536000, immutable';
  return path === '/sw.js' ? 'max-age=86400' : 'no-cache';
}
