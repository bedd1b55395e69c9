// Keeps the page: all files of one release are fetched when it is installed, and come from the
// cache after that. To each it adds the headers that make the policy hold and the page isolated,
// for hosts that cannot set any.
export {};

declare const self: ServiceWorkerGlobalScope;

/** Put in by the build. */
declare const RELEASE: {
  /** A hash of the list of files with their contents. */
  readonly version: string;
  /** Paths from the page's folder, './' being the page itself, and what each has to hash to. */
  readonly files: readonly (readonly [path: string, integrity: string])[];
  readonly headers: Readonly<Record<string, string>>;
};

// Caches are shared by all pages of an origin, so the name says whose it is.
const OWN_CACHES = `vae1 ${self.registration.scope} `;
const CACHE = OWN_CACHES + RELEASE.version;

// There is no skipWaiting(): a page that is open keeps the release it was loaded from, and a newer
// one takes over when all tabs of the old one have been closed.
self.addEventListener('install', (event) => event.waitUntil(keepAll()));

self.addEventListener('activate', (event) =>
  // On the first visit, the page that is open is taken over without a reload.
  event.waitUntil(removeOtherReleases().then(() => self.clients.claim())),
);

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin } = new URL(request.url);
  if (request.method === 'GET' && origin === self.location.origin) {
    event.respondWith(answer(request));
  }
});

// A page that has been opened says so, and waits for the answer.
self.addEventListener('message', (event) => event.waitUntil(serve(event.ports[0]!)));

async function serve(page: MessagePort): Promise<void> {
  // Browsers look for a newer script whenever they like, with each worker that the page starts, too.
  // After this they find that of the moment in their own cache, for as long as the host lets it be
  // kept, and ask nobody. Without a network it stays the one it was.
  await fetch(self.location.href, { cache: 'reload' }).catch(() => {});
  // Those that were loaded past the service worker, with Shift and Reload, are not its own yet.
  await self.clients.claim();
  page.postMessage('served');
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(
    RELEASE.files.map(async ([path, integrity]) => {
      // The integrity makes sure that no file of another release is among them. Those in assets/
      // have just been fetched by the page itself, and never change.
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
  // A redirection is the browser's to follow, and cannot be made anew.
  if (response.type === 'opaqueredirect') return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(RELEASE.headers)) headers.set(name, value);
  // The body has been unpacked by now.
  headers.delete('Content-Encoding');
  headers.delete('Content-Length');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
