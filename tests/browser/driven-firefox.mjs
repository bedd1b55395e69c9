import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../tools/toolchain/browsers.mjs';
import { PREFERENCES } from './firefox.mjs';

/**
 * Starts a headless Firefox with an empty profile, driven by puppeteer over WebDriver BiDi. Close
 * it.
 *
 * Service workers are off, so on a host without headers the page has no cross-origin isolation and
 * one thread. Some users will see the page like that.
 * @param {{ downloads: string }} options the folder for downloads
 */
export async function launchDrivenFirefox({ downloads }) {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    args: ['--remote-allow-system-access'], // for stopListeningToWorkers()
    timeout: 120_000,
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
  await stopListeningToWorkers(browser);
  return browser;
}

/**
 * Unregisters the listener by which Firefox's driver learns of new workers. With a listener, such
 * as a debugger, a worker that starts another one waits inside `new Worker()` until the listeners
 * are notified. It waits on the same condition variable as the new worker's thread, and only one of
 * the two is woken (`WorkerPrivate::SetIsDebuggerRegistered`): if it is the wrong one, `new
 * Worker()` never returns. Older versions of Firefox have no such listener and answer with an
 * exception.
 */
async function stopListeningToWorkers({ connection }) {
  const { result } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { context } = result.contexts[0];
  await connection.send('script.evaluate', {
    target: { context },
    awaitPromise: false,
    expression: `ChromeUtils.importESModule(
      'chrome://remote/content/shared/js-process-actors/WebDriverWorkerListenerActor.sys.mjs',
    ).unregisterWebDriverWorkerListenerActor()`,
  });
}
