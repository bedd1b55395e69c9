import type { Offline } from '../state/loading.js';

/**
 * Registers the service worker and waits until it has stored every file of the page and controls
 * the page.
 */
export async function keepOffline(): Promise<Offline> {
  if (!('serviceWorker' in navigator)) {
    const why = isSecureContext
      ? 'This browser offers no service worker here, so you cannot reopen the page offline.'
      : 'The address is not secure (https), so you cannot reopen the page offline.';
    return { kept: false, why };
  }
  try {
    const registration = await navigator.serviceWorker.register('./sw.js', {
      updateViaCache: 'all',
    });
    if (registration.active) await lookForNewerRelease(registration);
    await installed(registration);
    await inControl();
    return { kept: true };
  } catch {
    const why =
      'The browser did not store the page’s files, so you cannot reopen the page offline.';
    return { kept: false, why };
  }
}

/** Lets the service worker finish its work for a newly opened page, then checks for an update. */
async function lookForNewerRelease(registration: ServiceWorkerRegistration): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const done = new Promise((resolve) => (port1.onmessage = resolve));
  registration.active!.postMessage('opened', [port2]);
  await done;
  // Offline, there is no newer release to find.
  await registration.update().catch(() => {});
}

/** Resolves when the release being installed is stored: the first one, or an update. */
async function installed({ installing: worker, active }: ServiceWorkerRegistration): Promise<void> {
  if (!worker) return;
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (worker.state === 'redundant' && !active)
        reject(new Error('The service worker was not installed.'));
      else if (worker.state !== 'installing') resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Resolves when the service worker controls this page. */
async function inControl(): Promise<void> {
  const container = navigator.serviceWorker;
  if (container.controller) return;
  await new Promise((resolve) => {
    container.addEventListener('controllerchange', resolve, { once: true });
  });
}

const RELOADED = 'vae1: reloaded to be isolated';

/**
 * Reloads the page from the service worker if that can make it cross-origin isolated, which it can
 * where the host does not send the headers. Never reloads twice in a row.
 * @returns Whether the page is reloading.
 */
export function reloadToBeIsolated(): boolean {
  const reloadedWith = sessionStorage.getItem(RELOADED);
  // A navigation to an address with a hash would not load the page again.
  if (reloadedWith && reloadedWith !== '#') history.replaceState(null, '', reloadedWith);
  if (crossOriginIsolated) {
    sessionStorage.removeItem(RELOADED);
    return false;
  }
  if (reloadedWith) {
    // It was reloaded in vain. The next visit of this tab has a hash of its own.
    sessionStorage.setItem(RELOADED, '#');
    return false;
  }
  sessionStorage.setItem(RELOADED, location.hash || '#');
  // Not reload(): Chromium would restore the old document from its back/forward cache.
  location.replace(location.pathname + location.search);
  return true;
}
