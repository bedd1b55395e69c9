import type { Offline } from '../state/loading.js';

/**
 * Registers the service worker and waits until it has kept every file of the page and answers the
 * page's requests.
 */
export async function keepOffline(): Promise<Offline> {
  if (!('serviceWorker' in navigator)) {
    const why = isSecureContext
      ? 'This browser has no service workers here, so the page cannot be opened again offline.'
      : 'Its address is not a secure one (https), so the page cannot be opened again offline.';
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
    const why = 'The browser would not keep its files, so the page cannot be opened again offline.';
    return { kept: false, why };
  }
}

/** What the service worker does for a page that is opened comes before the look. */
async function lookForNewerRelease(registration: ServiceWorkerRegistration): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const done = new Promise((resolve) => (port1.onmessage = resolve));
  registration.active!.postMessage('opened', [port2]);
  await done;
  // Without a network there is no newer one.
  await registration.update().catch(() => {});
}

/** Until the release being installed has been kept: on the first visit, or a newer one. */
async function installed({ installing: worker, active }: ServiceWorkerRegistration): Promise<void> {
  if (!worker) return;
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (worker.state === 'redundant' && !active) reject(new Error('It was not installed.'));
      else if (worker.state !== 'installing') resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Until the service worker answers for this page. */
async function inControl(): Promise<void> {
  const container = navigator.serviceWorker;
  if (container.controller) return;
  await new Promise((resolve) => {
    container.addEventListener('controllerchange', resolve, { once: true });
  });
}

const RELOADED = 'vae1: reloaded to be isolated';

/**
 * Loads the page once more, from the service worker, if that can make it cross-origin isolated:
 * where the host itself does not send the headers for it. Never twice in a row.
 * @returns Whether it is being reloaded.
 */
export function reloadToBeIsolated(): boolean {
  if (crossOriginIsolated) {
    sessionStorage.removeItem(RELOADED);
    return false;
  }
  if (sessionStorage.getItem(RELOADED)) return false;
  sessionStorage.setItem(RELOADED, 'yes');
  // Not reload(): Chromium keeps the document that is left, and would bring it back for the next one.
  location.replace(location.pathname + location.search);
  return true;
}
