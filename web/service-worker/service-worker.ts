// Stores the page: fetches all files of one release at installation and then serves them from the
// cache. It adds the headers for the policy and for isolation to each response, for hosts that
// cannot set them.
export {};

declare const self: ServiceWorkerGlobalScope;

/** Filled in by the build. */
declare const RELEASE: {
  /** A hash of the list of files with their contents. */
  readonly version: string;
  /**
   * Paths relative to the page's folder, './' being the page itself, each with its expected hash.
   */
  readonly files: readonly (readonly [path: string, integrity: string])[];
  readonly headers: Readonly<Record<string, string>>;
};

// All pages of an origin share the caches, so the name says which page owns this one.
const OWN_CACHES = `vae1 ${self.registration.scope} `;
const CACHE = OWN_CACHES + RELEASE.version;

// No skipWaiting(): an open page keeps the release that it was loaded from. A newer one takes over
// when all tabs of the old one are closed.
self.addEventListener('install', (event) => event.waitUntil(keepAll()));

self.addEventListener('activate', (event) =>
  // On the first visit, take control of the open page without a reload.
  event.waitUntil(removeOtherReleases().then(() => self.clients.claim())),
);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin } = new URL(request.url);
  if (request.method === 'GET' && origin === self.location.origin) {
    event.respondWith(answer(request));
  }
});

// A page sends 'opened' when it loads, and waits for the answer.
self.addEventListener('message', (event) => event.waitUntil(serve(event.ports[0]!)));

async function serve(page: MessagePort): Promise<void> {
  // Browsers check for a newer script at any time, for example whenever the page starts a worker.
  // This fetch puts the current script into their own cache, so that later checks send no request
  // for as long as the host allows caching. Offline, the cached script stays.
  await fetch(self.location.href, { cache: 'reload' }).catch(() => {});
  // Pages loaded with Shift and Reload bypass the service worker and are not controlled yet.
  await self.clients.claim();
  page.postMessage('served');
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    RELEASE.files.map(async ([path, integrity]) => {
      // The integrity rejects files of another release. Files in assets/ never change, and the page
      // itself has just fetched them, so the browser's cache may answer.
      const response = await fetch(path, {
        integrity,
        cache: path.startsWith('assets/') ? 'default' : 'no-cache',
      });
      if (!response.ok) throw new Error(`${path}: the server answered ${response.status}.`);
      await cache.put(path, withHeaders(response));
    }),
  );
}

async function removeOtherReleases(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(OWN_CACHES) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function answer(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const isPage = request.mode === 'navigate';
  const page = isPage && new URL(request.url).pathname.endsWith('/index.html');
  const kept = await cache.match(page ? self.registration.scope : request, {
    ignoreSearch: isPage,
    ignoreVary: true,
  });
  return kept ?? withHeaders(await fetch(request));
}

function withHeaders(response: Response): Response {
  // The browser has to follow a redirect itself; it cannot be reconstructed.
  if (response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(RELEASE.headers)) headers.set(name, value);
  // The body is already unpacked.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
