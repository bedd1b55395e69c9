import puppeteer from 'puppeteer-core';
import { findFirefox } from '../../tools/toolchain/browsers.mjs';
import { PREFERENCES } from './firefox.mjs';

/**
 * Starts a headless Firefox with an empty profile that puppeteer drives over WebDriver BiDi.
 * Close it.
 *
 * It has no service workers, so that on a host that sends no headers for it the page stays without
 * cross-origin isolation and with one thread. That is how some will meet the page.
 * @param {{ downloads: string }} options the folder that downloads go to
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
 * Stops what Firefox's driver does to learn of new workers. While anybody listens to them, as a
 * debugger does, a worker that starts another waits inside `new Worker()` until the listeners have
 * been told. It waits on the condition variable on which the new worker's thread waits for its
 * tasks, and only one of the two is woken (`WorkerPrivate::SetIsDebuggerRegistered`): when it is
 * the other one, `new Worker()` never returns. An older Firefox has no such listener: it answers
 * with an exception.
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
