import { proxy } from 'comlink';
import { messageOf } from '../message-of.js';
import { announce } from '../state/announcement.js';
import { data, reading } from '../state/data.js';
import { loaded, pageFailure } from '../state/loading.js';
import { onStudioFailure, studio } from '../studio.js';
import { fetchAllFiles } from './fetch-all-files.js';
import { keepOffline, reloadToBeIsolated } from './service-worker.js';

/** Fetches all that the page will need, and says when nothing is left to be fetched. */
export async function loadPage(): Promise<void> {
  onStudioFailure((message) => (pageFailure.value = message));
  try {
    const offline = await keepOffline();
    // Not from under someone who has begun.
    const untouched = data.value === null && reading.value === null;
    if (offline.kept && untouched && reloadToBeIsolated()) return;
    // The service worker adds the policy to all that it gives.
    const workersPolicy = offline.kept || (await fetchAllFiles()).withPolicy;
    const { backend } = await studio.prepare(proxy(() => {}));
    loaded.value = { backend, offline, workersPolicy };
    announce(offline.kept ? 'Loaded. Works offline from here.' : 'Loaded.');
  } catch (error) {
    pageFailure.value = `The page could not be loaded as a whole: ${messageOf(error)}`;
  }
}
