const isolation = [
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
];

export default {
  output: 'standalone',
  serverExternalPackages: ['vae1'],
  headers: async () => [
    { source: '/:path*', headers: isolation.slice(1) },
    { source: '/', has: [{ type: 'query', key: 'isolated' }], headers: isolation },
  ],
  // Next itself lies elsewhere in these tests.
  turbopack: { root: '/' },
  outputFileTracingRoot: '/',
};
