import { messageOf } from '../ui/message-of.js';
import { announce } from '../ui/announcement.js';
import { data, reading } from '../state/data.js';
import { loaded, pageFailure } from '../state/loading.js';
import { onStudioFailure } from '../state/studio.js';
import { fetchAllFiles } from './fetch-all-files.js';
import { keepOffline, reloadToBeIsolated } from './service-worker.js';

/** Fetches everything that the page will need, and announces when that is done. */
export async function loadPage(): Promise<void> {
  onStudioFailure((message) => (pageFailure.value = message));
  try {
    const offline = await keepOffline();
    // Do not reload the page once someone has started to work.
    const untouched = data.value === null && reading.value === null;
    if (offline.kept && untouched && reloadToBeIsolated()) return;
    // The service worker adds the policy to every response.
    const workersPolicy = offline.kept || (await fetchAllFiles()).withPolicy;
    loaded.value = { offline, workersPolicy };
    announce(offline.kept ? 'Loaded. Works offline now.' : 'Loaded.');
  } catch (error) {
    pageFailure.value = `The page could not be loaded completely: ${messageOf(error)}`;
  }
}
