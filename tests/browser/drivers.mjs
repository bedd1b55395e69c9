import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RESPONSE_HEADERS } from '../../web/response-headers.mjs';
import { launchChromium, skip as noChromium } from './chromium.mjs';
import { launchDrivenFirefox } from './driven-firefox.mjs';
import { skip as noFirefox } from './firefox.mjs';

const {
  'Cross-Origin-Opener-Policy': _opener,
  'Cross-Origin-Embedder-Policy': _embedder,
  ...NOT_ISOLATING
} = RESPONSE_HEADERS;

/**
 * A browser that the page's tests drive. `headers`: what the host that the page is opened from
 * sends. In Chromium it is cross-origin isolated by them; in Firefox it is not, and works so, too.
 */
export const CHROMIUM = {
  name: 'Chromium',
  skip: noChromium,
  headers: RESPONSE_HEADERS,
  launch: launchChromium,
};
export const FIREFOX = {
  name: 'Firefox',
  skip: noFirefox,
  headers: NOT_ISOLATING,
  launch: launchDrivenFirefox,
  // Driven on a busy machine, it now and then closes its connection, or one of many workers in a
  // worker never starts. That is apart from what launchDrivenFirefox() keeps it from.
  mayFail: true,
};

/** For an end as it is meant to be; a browser that hangs is killed then. */
const TIME_TO_END = 30_000;

/**
 * Starts a browser with a folder for its downloads. Close it.
 * @param options what its `launch` takes beside `downloads`
 */
export async function startBrowser({ launch }, options) {
  const downloads = await mkdtemp(join(tmpdir(), 'vae1-downloads-'));
  const browser = await launch({ ...options, downloads });
  return {
    browser,
    downloads,
    async close() {
      await Promise.race([browser.close(), sleep(TIME_TO_END, undefined, { ref: false })]);
      browser.process().kill('SIGKILL');
      // Processes of one that was killed end a moment later, and write until then.
      await rm(downloads, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
