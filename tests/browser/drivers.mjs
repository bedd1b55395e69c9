import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  // Driven, its workers now and then stop inside `new Worker()`: in about one of a hundred visits
  // here, see launchFirefox() for more.
  mayHang: true,
};

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
      await browser.close();
      await rm(downloads, { recursive: true });
    },
  };
}
