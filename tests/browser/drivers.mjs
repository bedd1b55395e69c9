import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_HEADERS } from '../../web/response-headers.mjs';
import { inAccessibilityTree, inMarkup } from './by-role.mjs';
import { launchChromium, skip as noChromium } from './chromium.mjs';
import { launchDrivenFirefox } from './driven-firefox.mjs';
import { skip as noFirefox } from './firefox.mjs';

const {
  'Cross-Origin-Opener-Policy': _opener,
  'Cross-Origin-Embedder-Policy': _embedder,
  ...NOT_ISOLATING
} = RESPONSE_HEADERS;

/**
 * A browser for the page's tests. `headers`: what the page's host sends. They make the page
 * cross-origin isolated in Chromium but not in Firefox, so that both cases are tested.
 */
export const CHROMIUM = {
  name: 'Chromium',
  skip: noChromium,
  headers: RESPONSE_HEADERS,
  launch: launchChromium,
  byRole: inAccessibilityTree,
};
export const FIREFOX = {
  name: 'Firefox',
  skip: noFirefox,
  headers: NOT_ISOLATING,
  launch: launchDrivenFirefox,
  byRole: inMarkup,
  // On a busy machine, a driven Firefox sometimes closes its connection or fails to start a nested
  // worker, even with the workaround in launchDrivenFirefox().
  mayFail: true,
};

/** Time for a regular exit; after that the browser is killed. */
const TIME_TO_END = 30_000;

/**
 * Starts a browser with a folder for its downloads. Close it.
 * @param options options of its `launch` besides `downloads`
 */
export async function startBrowser({ launch, byRole }, options) {
  const downloads = await mkdtemp(join(tmpdir(), 'vae1-downloads-'));
  const browser = await launch({ ...options, downloads });
  return {
    browser,
    downloads,
    byRole,
    async close() {
      await Promise.race([browser.close(), sleep(TIME_TO_END, undefined, { ref: false })]);
      browser.process().kill('SIGKILL');
      // A killed browser's processes end a moment later and may still write.
      await rm(downloads, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
