import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../tools/browsers.mjs';
import { PREFERENCES } from './firefox.mjs';

/**
 * Starts a headless Firefox with an empty profile that puppeteer drives over WebDriver BiDi.
 * Close it.
 *
 * It has no service workers, so that on a host that sends no headers for it the page stays without
 * cross-origin isolation and with one thread. That is how some will meet the page, and it keeps
 * clear of a fault of the driven Firefox: see launchFirefox().
 * @param {{ downloads: string }} options the folder that downloads go to
 */
export function launchDrivenFirefox({ downloads }) {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: {
      ...PREFERENCES,
      'dom.serviceWorkers.enabled': false,
      'browser.download.dir': downloads,
      'browser.download.folderList': 2, // browser.download.dir
      'browser.download.useDownloadDir': true,
      'browser.download.alwaysOpenPanel': false,
    },
  });
}
